"""The agents' queue and screen of invoices."""

from typing import ClassVar

import reflex as rx

from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.demandes.rules import Kind
from espace_factures.invoices.following.presenter.comparing import CompareRow, admitted_words, compare_rows
from espace_factures.invoices.following.presenter.dossier import (
    InvoiceView,
    dossier_view,
    preview_words,
)
from espace_factures.invoices.following.presenter.rows import direction_choices
from espace_factures.invoices.following.presenter.watching import AccountView, SignalLine, account_view, signal_lines
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.processing.service import seeing
from espace_factures.queues.state.listing import QueuePage
from espace_factures.queues.state.sheet import SheetPage

REVIEW = Permission.INVOICE_REVIEW


class QueueState(QueuePage, rx.State):
    """What waits for the agent."""

    RIGHT: ClassVar = REVIEW
    KIND: ClassVar = Kind.INVOICE


class ProcessingState(SheetPage, rx.State):
    """One invoice on the agent's screen."""

    RIGHT: ClassVar = REVIEW
    KIND: ClassVar = Kind.INVOICE
    SHOWS_CODES: ClassVar = True

    view: InvoiceView = InvoiceView()
    compared: list[CompareRow] = []
    admitted: str = ""
    signals: list[SignalLine] = []
    account: AccountView = AccountView()
    directions: list[Choice] = []

    async def _question(self, actor: Actor) -> InvoiceDossier:
        """That the whole IBAN is seen is written before it is."""
        return await seeing.dossier(actor, self.reference)

    def _show(self, dossier: InvoiceDossier) -> None:
        self.view = dossier_view(dossier)
        self.compared, self.admitted = compare_rows(dossier), admitted_words(dossier)
        self.signals, self.account = signal_lines(dossier), account_view(dossier)
        self.directions = [Choice("", "Choisissez la direction"), *direction_choices(dossier.panel.directions)]

    def _preview(self) -> str:
        return preview_words(self.chosen, self.view, self._known_reason(), self.comment)
