"""« Demandes », and one demande as its person follows it."""

from dataclasses import dataclass

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import moment
from espace_factures.core.typed import LONGEST_SEARCH, line, natural
from espace_factures.core.words import NBSP
from espace_factures.demandes.presenter import (
    DemandeRow,
    HistoryRow,
    Onward,
    demande_row,
    history_rows,
    onward,
)
from espace_factures.demandes.service import following, kinds
from espace_factures.demandes.state.conversation import ConversationPage, is_ticked
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

USE = Permission.ACCOUNT_USE
MOST_PAGES = 999
UNREAD = "non-lues"


@dataclass(frozen=True, slots=True)
class Place:
    """On whose behalf the demandes were made."""

    value: str
    label: str


OWN = Place("", "Demande depuis votre compte")


class DemandesState(Feedback, rx.State):
    """« Demandes »."""

    is_loaded: bool = False
    rows: list[DemandeRow] = []
    places: list[Place] = []
    search: str = ""
    place: str = ""
    sort: str = ""
    only_unread: bool = False
    position: str = ""
    previous: str = ""
    following: str = ""

    @rx.event
    @secured(USE)
    async def load(self, actor: Actor) -> None:
        """Read the list of the address."""
        self.search = query_value(self, "mots")[:LONGEST_SEARCH]
        self.only_unread = is_ticked({UNREAD: query_value(self, UNREAD)}, UNREAD)
        self.sort, page = query_value(self, "tri"), _page_number(query_value(self, "page"))
        asked = {"only_unread": self.only_unread, "newest_first": self.sort != "anciennes"}
        found = await live.follow(
            self,
            DemandesState.load,
            lambda: read(following.listed, actor, self.search, query_value(self, "pour"), **asked, page=page),
            topics.account(actor.account_id),
            shown=lambda found: [topics.establishment(found.place)] if found.place else [],
        )
        self.rows = [demande_row(row, is_new=row.reference in found.unread) for row in found.demandes]
        self.places = [OWN, *(Place(str(place.id), f"Pour {place.name}") for place in found.places)]
        self.place = str(found.place or "")
        self._turn(page, has_more=found.has_more)
        self.is_loaded = True

    @rx.event
    @secured(USE)
    async def narrow(self, form: dict[str, str]) -> EventSpec:
        """Put the filters in the address."""
        names = ("pour", "tri", "mots")
        kept = {name: line(form.get(name, ""))[:LONGEST_SEARCH] for name in names}
        kept[UNREAD] = "1" if is_ticked(form, UNREAD) else ""
        return rx.redirect(routes.with_query(routes.DEMANDES, **kept))

    def _turn(self, page: int, *, has_more: bool) -> None:
        """The neighbouring pages, under the same filters; no pager when everything is here."""
        self.position = f"Page{NBSP}{page}" if page > 1 or has_more else ""
        self.previous = self._address(page - 1) if page > 1 else ""
        self.following = self._address(page + 1) if has_more else ""

    def _address(self, page: int) -> str:
        asked = {"pour": self.place, "tri": self.sort, "mots": self.search}
        asked |= {UNREAD: "1" if self.only_unread else "", "page": str(page) if page > 1 else ""}
        return routes.with_query(routes.DEMANDES, **asked)


class DemandeState(ConversationPage, rx.State):
    """One demande."""

    is_loaded: bool = False
    reference: str = ""
    title: str = ""
    lead: str = ""
    onward: Onward = Onward()
    history: list[HistoryRow] = []

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again."""
        reference = query_value(self, "ref")
        if reference != self.reference:
            self.reference, self.errors, self.alert = reference, {}, ""
        dossier = await live.follow(
            self, DemandeState.load, lambda: following.dossier(actor, reference), topics.demande(reference)
        )
        demande = dossier.demande
        self.title, self.onward = demande.title, onward(demande)
        self.lead = f"Référence {reference} · modifiée le {moment(demande.updated_at)}"
        self.history = history_rows(dossier.events, kinds.of(demande.kind).life.reasons)
        self._show_thread(dossier, actor)
        self.is_loaded = True

    @rx.event
    @secured(USE)
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the agents."""
        await self._send(form, following.write, actor, query_value(self, "ref"))


def _page_number(typed: str) -> int:
    return min(max(natural(typed, 4), 1), MOST_PAGES)
