"""« Demandes », one demande, and the notices of the portal."""

from dataclasses import dataclass

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
    RequestRow,
    document_rows,
    history_rows,
    message_rows,
    request_row,
)
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value
from espace_factures.web.run import run

USE = Permission.ACCOUNT_USE


@dataclass(frozen=True, slots=True)
class Place:
    """On whose behalf the demandes were made."""

    value: str
    label: str


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

    @rx.event
    @secured(USE)
    async def load(self, actor: Actor) -> None:
        """Read the list of the address."""
        self.search = query_value(self, "titre")[:80]
        self.place, self.sort = query_value(self, "pour"), query_value(self, "tri")
        live.watch(self, RequestsState.load, f"account:{actor.account_id}")
        found, places = await run(service.listed, actor, self.search, self.place, newest_first=self.sort != "anciennes")
        self.rows = [request_row(request) for request in found]
        own = Place("", "Demande depuis votre compte")
        self.places = [own, *(Place(str(place.id), f"Pour {place.name}") for place in places)]
        self.is_loaded = True

    @rx.event
    @secured(USE)
    async def narrow(self, actor: Actor, form: dict[str, str]) -> EventSpec:  # noqa: ARG002 - rights only
        """Put the filters in the address."""
        names = ("titre", "pour", "tri")
        return rx.redirect(routes.with_query(routes.REQUESTS, **{name: form.get(name, "")[:80] for name in names}))


class RequestState(Feedback, rx.State):
    """One demande."""

    is_loaded: bool = False
    title: str = ""
    lead: str = ""
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
        dossier = await run(service.dossier, actor, reference)
        self.title, self.status, self.tone = dossier.request.title, dossier.request.status, dossier.request.tone
        self.lead = f"Référence {reference} · modifiée le {moment(dossier.request.updated_at)}"
        self.history = history_rows(dossier.events)
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
    rows: list[NoticeRow] = []

    @rx.event
    @secured(USE)
    async def load(self, actor: Actor) -> None:
        """Read the notices; they stay marked as new until he says so."""
        live.watch(self, NoticesState.load, f"account:{actor.account_id}")
        found = await run(notifications.notices, actor)
        self.rows = [NoticeRow(row.title, row.link, moment(row.created_at), row.read_at is None) for row in found]
        self.is_loaded = True

    @rx.event
    @secured(USE)
    async def mark_read(self, actor: Actor) -> None:
        """All of them are read."""
        await run(notifications.mark_read, actor)
        self.rows = [NoticeRow(row.title, row.href, row.when, is_new=False) for row in self.rows]
