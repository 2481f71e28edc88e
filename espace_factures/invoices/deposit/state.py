"""« Déposer une facture »: the files of a person, then the form of one draft."""

from dataclasses import replace
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.origin import native
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import time_of_day
from espace_factures.core.choice import Choice
from espace_factures.documents.presenter import FileRow, file_rows
from espace_factures.invoices.deposit.forms import Deposit
from espace_factures.invoices.deposit.presenter.draft import (
    DraftView,
    Note,
    OrderView,
    Total,
    corrigible,
    draft_notes,
    draft_view,
    order_view,
    running_total,
    shown_rates,
)
from espace_factures.invoices.deposit.presenter.files import (
    FileList,
    RefusedFile,
    draft_link,
    file_list,
    following_draft,
    how_many,
    refused_files,
    sent_link,
    sent_words,
)
from espace_factures.invoices.deposit.repository import Sent
from espace_factures.invoices.deposit.service import deposits, drafting, drafts, sending
from espace_factures.invoices.deposit.service.drafting import DepositPage, DraftPage
from espace_factures.invoices.rules import Nature
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

DEPOSIT = Permission.INVOICE_DEPOSIT


class DepositState(Feedback, rx.State):
    """The drop zone and « Mes fichiers », then the form of one draft."""

    is_loaded: bool = False
    has_place: bool = False
    upload_address: str = native(routes.POST_DRAFT_FILE)
    replaces: str = ""
    files: FileList = FileList([])
    refused: list[RefusedFile] = []
    boxes: list[Choice] = []
    sent: str = ""
    following: Choice = Choice("", "")
    draft: DraftView = DraftView()
    form_stamp: str = ""
    """Changes when the portal itself fills fields: what is typed since stays until then."""
    arrived: str = ""
    """The draft of the file that was just read."""
    saved: str = ""
    total: Total = Total()
    order: OrderView = OrderView()
    establishments: list[Choice] = []
    orders: list[Choice] = []
    directions: list[Choice] = []
    ribs: list[Choice] = []
    corrigible: list[Choice] = []
    attachments: list[FileRow] = []
    notes: list[Note] = []
    has_folded_rates: bool = False
    _rates: list[str] = []
    _dropped: int = 0
    """How many files the last drop held."""

    @rx.var
    def rib_words(self) -> str:
        """The RIB that the invoice is paid on."""
        return next((rib.label for rib in self.ribs if rib.value and rib.value == self.draft.rib), "")

    @rx.event
    @secured(DEPOSIT)
    async def load(self, actor: Actor) -> EventSpec | None:
        """Open the draft of the address, or the drop zone."""
        self.replaces = query_value(self, "remplace")
        self.upload_address = native(routes.with_query(routes.POST_DRAFT_FILE, remplace=self.replaces))
        wanted, topic = query_value(self, "brouillon"), topics.account(actor.account_id)
        if not wanted:
            return self._show_files(
                await live.follow(self, DepositState.wake, lambda: read(drafting.files, actor), topic)
            )
        opened = await live.follow(self, DepositState.wake, lambda: read(drafting.open_draft, actor, wanted), topic)
        if isinstance(opened, Sent):
            return rx.redirect(sent_link(opened.reference, opened.is_credit_note))
        self.following = following_draft(await read(drafting.next_draft, actor, wanted))
        return self._show(opened)

    @rx.event
    @secured(DEPOSIT, keeps_feedback=True)
    async def wake(self) -> Any:
        """Something moved in the account: show it, but leave alone a form in which one types."""
        is_typed_in = self.draft.public_id and not self.draft.is_reading
        return None if is_typed_in else DepositState.load

    @rx.event
    @secured(DEPOSIT)
    async def received(self, actor: Actor, identifiers: str) -> EventSpec | None:
        """A document arrived: go to its draft; after several, stay, and show what became of each."""
        if self._dropped > 1:
            return self._show_files(await read(drafting.files, actor))
        self.arrived = next(iter(identifiers.split()), "")
        return rx.redirect(draft_link(self.arrived)) if self.arrived else None

    @rx.event
    @secured(DEPOSIT)
    async def reported(self, actor: Actor, told: str) -> None:
        """Several files were sent: those that were refused stay in sight, each with why."""
        self._dropped, self.sent = how_many(told), ""
        last = max((int(row.id) for row in self.refused), default=0)
        self.refused = [*self.refused, *refused_files(told, last + 1)]
        self._show_files(await read(drafting.files, actor))

    @rx.event
    @secured(DEPOSIT)
    async def send_ready(self, actor: Actor) -> None:
        """« Envoyer les N conformes »."""
        self.sent = sent_words(await sending.send_ready(actor))
        self._show_files(await read(drafting.files, actor))

    @rx.event
    @secured(DEPOSIT)
    async def forget(self, actor: Actor, public_id: str) -> None:
        """Take a draft out of the files."""
        await run(drafts.discard, actor, public_id)
        self._show_files(await read(drafting.files, actor))

    @rx.event
    @secured(DEPOSIT)
    async def dismiss(self, actor: Actor, identifier: str) -> None:
        """A refusal was read."""
        self.refused = [row for row in self.refused if row.id != identifier]
        self._show_files(await read(drafting.files, actor))

    @rx.event
    @secured(DEPOSIT, keeps_feedback=True)
    async def save(self, actor: Actor, draft: str, name: str, value: str) -> None:
        """Keep one field as it stands, even when its page was left meanwhile; what follows from it is shown."""
        is_whole, typed = name in {"establishment", "nature"}, {name: value}
        page = await run(drafting.choose_place if is_whole else drafting.save, actor, draft, typed)
        if page is None or draft != self.draft.public_id:
            return
        if isinstance(page, DepositPage):
            self._show(page)
        else:
            self._show_draft(page)
        if name in self.errors:
            self.errors = {field: sentence for field, sentence in self.errors.items() if field != name}

    @rx.event
    @secured(DEPOSIT, keeps_feedback=True)
    async def stop_waiting(self, actor: Actor) -> None:
        """Type without waiting for what the picture says."""
        await run(drafts.stop_waiting, actor, self.draft.public_id)
        self.draft = replace(self.draft, is_reading=False)

    @rx.event
    @secured(DEPOSIT, keeps_feedback=True)
    async def attach(self, actor: Actor, identifiers: str) -> None:
        """Files beside the invoice arrived."""
        self.attachments = file_rows(await run(drafting.attach, actor, self.draft.public_id, identifiers))

    @rx.event
    @secured(DEPOSIT, keeps_feedback=True)
    async def detach(self, actor: Actor, file: str) -> None:
        """A file beside the invoice does not leave with it."""
        self.attachments = file_rows(await run(drafting.detach, actor, self.draft.public_id, file))

    @rx.event
    @secured(DEPOSIT)
    async def submit(self, actor: Actor, form: dict[str, str]) -> EventSpec:
        """« Envoyer »: keep all that was typed, then make the invoice."""
        public_id = self.draft.public_id
        await run(deposits.keep_typed, actor, public_id, form)
        sent = await run(deposits.deposit_invoice, actor, public_id, parse(Deposit, form))
        return rx.redirect(sent_link(sent, form.get("nature", "") == Nature.CREDIT))

    @rx.event
    @secured(DEPOSIT)
    async def discard(self, actor: Actor) -> EventSpec:
        """Forget this draft."""
        await run(drafts.discard, actor, self.draft.public_id)
        return rx.redirect(routes.DEPOSIT)

    def _show_files(self, files: drafting.Files) -> None:
        self.has_place = bool(files.places)
        self.files, self.boxes = file_list(files, self.refused), files.boxes
        self.draft = DraftView()
        self.is_loaded = True

    def _show(self, page: DepositPage) -> None:
        self.has_place = bool(page.establishments)
        self._rates = shown_rates(page.now)
        self._show_draft(page.now)
        self.form_stamp = f"{self.draft.public_id}-{self.draft.is_reading}"
        self.establishments = [Choice("", "Choisissez l’établissement qui facture"), *page.establishments]
        self.orders = [Choice("", "Choisissez le bon de commande"), *page.orders]
        self.directions = [Choice("", "Choisissez la direction qui a commandé"), *page.directions]
        self.ribs = [Choice("", "Aucun RIB choisi"), *page.ribs]
        self.corrigible = corrigible(page.corrigible)
        self.attachments = file_rows(page.attachments)
        self.is_loaded = True

    def _show_draft(self, page: DraftPage) -> None:
        self.draft, self.notes = draft_view(page, self._rates), draft_notes(page)
        self.has_folded_rates = not all(amount.is_shown for amount in self.draft.amounts)
        self.total, self.order = running_total(page.look), order_view(page)
        self.saved = time_of_day(page.draft.updated_at)
