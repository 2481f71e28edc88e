"""« Demandes », one demande, and the notices of the portal."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import moment
from espace_factures.notifications import service as notifications
from espace_factures.requests import service
from espace_factures.requests.presenter import (
    DocumentRow,
    HistoryRow,
    MessageRow,
    Onward,
    RequestRow,
    document_rows,
    history_rows,
    message_rows,
    onward,
    reason_words,
    request_row,
)
from espace_factures.requests.rules import Kind
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value
from espace_factures.web.me import Me
from espace_factures.web.run import run

USE = Permission.ACCOUNT_USE
LONGEST_SEARCH = 80
MOST_PAGES = 999
NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Place:
    """On whose behalf the demandes were made."""

    value: str
    label: str


OWN = Place("", "Demande depuis votre compte")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A line of the portal."""

    title: str
    href: str
    when: str
    is_new: bool


class RequestsState(Feedback, rx.State):
    """« Demandes »."""

    is_loaded: bool = False
    rows: list[RequestRow] = []
    places: list[Place] = []
    search: str = ""
    place: str = ""
    sort: str = ""
    position: str = ""
    previous: str = ""
    following: str = ""

    @rx.event
    @secured(USE)
    async def load(self, actor: Actor) -> None:
        """Read the list of the address."""
        live.watch(self, RequestsState.load, f"account:{actor.account_id}")
        self.search = query_value(self, "mots")[:LONGEST_SEARCH]
        self.sort, page = query_value(self, "tri"), _page_number(query_value(self, "page"))
        newest_first, place = self.sort != "anciennes", query_value(self, "pour")
        found = await run(service.listed, actor, self.search, place, newest_first=newest_first, page=page)
        self.rows = [request_row(request) for request in found.requests]
        self.places = [OWN, *(Place(str(place.id), f"Pour {place.name}") for place in found.places)]
        self.place = str(found.place or "")
        self._turn(page, has_more=found.has_more)
        self.is_loaded = True
        if self.place:
            live.watch(self, RequestsState.load, f"account:{actor.account_id}", f"establishment:{self.place}")

    @rx.event
    @secured(USE)
    async def narrow(self, actor: Actor, form: dict[str, str]) -> EventSpec:  # noqa: ARG002 - rights only
        """Put the filters in the address."""
        names = ("pour", "tri", "mots")
        kept = {name: str(form.get(name, ""))[:LONGEST_SEARCH] for name in names}
        return rx.redirect(routes.with_query(routes.REQUESTS, **kept))

    def _turn(self, page: int, *, has_more: bool) -> None:
        """The neighbouring pages, under the same filters; no pager when everything is here."""
        self.position = f"Page{NBSP}{page}" if page > 1 or has_more else ""
        self.previous = self._address(page - 1) if page > 1 else ""
        self.following = self._address(page + 1) if has_more else ""

    def _address(self, page: int) -> str:
        number = str(page) if page > 1 else ""
        return routes.with_query(routes.REQUESTS, pour=self.place, tri=self.sort, mots=self.search, page=number)


class RequestState(Feedback, rx.State):
    """One demande."""

    is_loaded: bool = False
    reference: str = ""
    title: str = ""
    lead: str = ""
    onward: Onward = Onward()
    status: str = ""
    tone: str = ""
    history: list[HistoryRow] = []
    messages: list[MessageRow] = []
    documents: list[DocumentRow] = []
    sent: int = 0

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again."""
        reference = query_value(self, "ref")
        live.watch(self, RequestState.load, f"request:{reference}")
        if reference != self.reference:
            self.reference, self.errors, self.alert = reference, {}, ""
        dossier = await run(service.dossier, actor, reference)
        request = dossier.request
        self.title, self.status, self.tone, self.onward = request.title, request.status, request.tone, onward(request)
        self.lead = f"Référence {reference} · modifiée le {moment(request.updated_at)}"
        self.history = history_rows(dossier.events, reason_words.by_kind.get(Kind(request.kind)))
        self.messages = message_rows(dossier.messages, actor)
        self.documents = document_rows(dossier.documents)
        self.is_loaded = True

    @rx.event
    @secured(USE)
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the agents."""
        await run(service.write, actor, query_value(self, "ref"), form.get("message", ""))
        self.sent += 1


class NoticesState(Feedback, rx.State):
    """What the portal told the person."""

    is_loaded: bool = False
    has_new: bool = False
    rows: list[NoticeRow] = []

    @rx.event
    @secured(USE)
    async def load(self, actor: Actor) -> None:
        """Read the notices; they stay marked as new until he says so."""
        live.watch(self, NoticesState.load, f"account:{actor.account_id}")
        found = await run(notifications.notices, actor)
        self.rows = [NoticeRow(row.title, row.link, moment(row.created_at), row.read_at is None) for row in found]
        self.has_new = any(row.is_new for row in self.rows)
        self.is_loaded = True

    @rx.event
    @secured(USE)
    async def mark_read(self, actor: Actor) -> Any:
        """All of them are read; the header counts again."""
        await run(notifications.mark_read, actor)
        self.rows = [NoticeRow(row.title, row.href, row.when, is_new=False) for row in self.rows]
        self.has_new = False
        return Me.load


def _page_number(typed: str) -> int:
    return min(max(int(typed), 1), MOST_PAGES) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1
