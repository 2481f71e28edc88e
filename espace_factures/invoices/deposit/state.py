"""« Déposer une facture »: the draft on the screen."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.forms import parse
from espace_factures.app.origin import native
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import time_of_day
from espace_factures.core.choice import Choice
from espace_factures.invoices.deposit.forms import Deposit
from espace_factures.invoices.deposit.presenter import (
    DraftView,
    DropReport,
    Note,
    draft_link,
    draft_notes,
    draft_view,
    draft_words,
    drop_report,
    following_draft,
)
from espace_factures.invoices.deposit.service import deposits, drafts, nature
from espace_factures.invoices.deposit.service.deposits import DepositPage, DraftPage
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

DEPOSIT = Permission.INVOICE_DEPOSIT


class DepositState(Feedback, rx.State):
    """The drop zone and the drafts, then the form of one draft."""

    is_loaded: bool = False
    has_place: bool = False
    upload_address: str = native(routes.POST_DRAFT_FILE)
    replaces: str = ""
    drafts: list[Choice] = []
    report: DropReport = DropReport()
    following: Choice = Choice("", "")
    draft: DraftView = DraftView()
    arrived: str = ""
    """The draft of the file that was just read."""
    saved: str = ""
    establishments: list[Choice] = []
    orders: list[Choice] = []
    directions: list[Choice] = []
    ribs: list[Choice] = []
    attachments: list[str] = []
    notes: list[Note] = []

    @rx.event
    @secured(DEPOSIT)
    async def load(self, actor: Actor) -> EventSpec | None:
        """Open the draft of the address, or the drop zone."""
        self.replaces = query_value(self, "remplace")
        self.upload_address = native(routes.with_query(routes.POST_DRAFT_FILE, remplace=self.replaces))
        wanted, self.report = query_value(self, "brouillon"), DropReport()
        if not wanted:
            return await self._open_zone(actor)
        opened = await read(deposits.open_draft, actor, wanted)
        if isinstance(opened, str):
            return rx.redirect(routes.with_query(routes.INVOICE, ref=opened, depot="1"))
        self.following = following_draft(await read(drafts.next_draft, actor, wanted))
        return self._show(opened)

    @rx.event
    @secured(DEPOSIT)
    async def received(self, actor: Actor, identifiers: str) -> EventSpec | None:
        """A document arrived: go to its draft; after several, stay, and say what became of each."""
        if self.report.title:
            return await self._open_zone(actor)
        self.arrived = next(iter(identifiers.split()), "")
        return rx.redirect(routes.with_query(routes.DEPOSIT, brouillon=self.arrived)) if self.arrived else None

    @rx.event
    @secured(DEPOSIT)
    async def reported(self, told: str) -> None:
        """Several files were sent: how many became drafts, which were refused, and why."""
        self.report = drop_report(told)

    @rx.event
    @secured(DEPOSIT, keeps_feedback=True)
    async def save(self, actor: Actor, name: str, value: str) -> None:
        """Keep one field as it stands; what follows from it is shown."""
        draft, typed = self.draft.public_id, {name: value}
        if name == "establishment":
            self._show(await run(deposits.choose_place, actor, draft, typed))
        else:
            self._show_draft(await run(deposits.save, actor, draft, typed))
        if name in self.errors:
            self.errors = {field: sentence for field, sentence in self.errors.items() if field != name}

    @rx.event
    @secured(DEPOSIT, keeps_feedback=True)
    async def attach(self, actor: Actor, identifiers: str) -> None:
        """Files beside the invoice arrived."""
        self._show(await run(deposits.attach, actor, self.draft.public_id, identifiers))

    @rx.event
    @secured(DEPOSIT)
    async def submit(self, actor: Actor, form: dict[str, str]) -> EventSpec:
        """« Envoyer »: keep all that was typed, then make the invoice."""
        public_id = self.draft.public_id
        await run(deposits.keep_typed, actor, public_id, form)
        await read(nature.require_invoice, actor, public_id)
        reference = await run(deposits.deposit_invoice, actor, public_id, parse(Deposit, form))
        return rx.redirect(routes.with_query(routes.INVOICE, ref=reference, depot="1"))

    @rx.event
    @secured(DEPOSIT)
    async def discard(self, actor: Actor) -> EventSpec:
        """Forget this draft."""
        await run(drafts.discard, actor, self.draft.public_id)
        return rx.redirect(routes.DEPOSIT)

    async def _open_zone(self, actor: Actor) -> None:
        places, lines = await read(deposits.open_deposit, actor)
        self.has_place = bool(places)
        self.drafts = [Choice(draft_link(line), draft_words(line)) for line in lines]
        self.draft = DraftView()
        self.is_loaded = True

    def _show(self, page: DepositPage) -> None:
        self.has_place = bool(page.establishments)
        self._show_draft(page.now)
        self.establishments = [Choice("", "Choisissez l’établissement qui facture"), *page.establishments]
        self.orders = [Choice("", "Choisissez le bon de commande"), *page.orders]
        self.directions = [Choice("", "Choisissez la direction qui a commandé"), *page.directions]
        self.ribs = [Choice("", "Aucun RIB choisi"), *page.ribs]
        self.attachments = page.attachments
        self.is_loaded = True

    def _show_draft(self, page: DraftPage) -> None:
        self.draft, self.notes = draft_view(page), draft_notes(page)
        self.saved = time_of_day(page.draft.updated_at)
