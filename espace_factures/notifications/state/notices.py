"""What the portal told the person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import moment
from espace_factures.notifications.models import Notice
from espace_factures.notifications.service import outbox
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.me import Me

USE = Permission.ACCOUNT_USE


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A line of the portal."""

    title: str
    href: str
    when: str
    is_new: bool


class NoticesState(Feedback, rx.State):
    """What the portal told the person."""

    is_loaded: bool = False
    has_new: bool = False
    rows: list[NoticeRow] = []

    @rx.event
    @secured(USE)
    async def load(self, actor: Actor) -> None:
        """Read the notices; they stay marked as new until he says so."""
        found = await live.follow(
            self, NoticesState.load, lambda: read(outbox.notices, actor), topics.account(actor.account_id)
        )
        self.rows = [
            NoticeRow(row.title, row.link, moment(row.created_at), row.read_at is None) for row in _by_time(found)
        ]
        self.has_new = any(row.is_new for row in self.rows)
        self.is_loaded = True

    @rx.event
    @secured(USE)
    async def mark_read(self, actor: Actor) -> Any:
        """All of them are read; the header counts again."""
        await run(outbox.mark_read, actor)
        self.rows = [NoticeRow(row.title, row.href, row.when, is_new=False) for row in self.rows]
        self.has_new = False
        return Me.load


def _by_time(found: Iterable[Notice]) -> list[Notice]:
    """The newest first, read or not: the eye goes back in time only."""
    return sorted(found, key=lambda row: row.created_at, reverse=True)
