"""One invoice for its supplier, refreshed when somebody acts."""

from typing import ClassVar

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.demandes.state.answering import AnswerPage
from espace_factures.invoices.following.presenter.dossier import (
    InvoiceView,
    Line,
    dossier_view,
    life_rows,
    recap_lines,
    total_lines,
)
from espace_factures.web import live
from espace_factures.web.access import secured
from espace_factures.web.address import query_value


class InvoiceState(AnswerPage, rx.State):
    """The page of an invoice."""

    RIGHT: ClassVar = Permission.INVOICE_READ
    KIND: ClassVar = Kind.INVOICE

    view: InvoiceView = InvoiceView()
    recap: list[Line] = []
    totals: list[Line] = []

    @rx.event
    @secured(Permission.INVOICE_READ, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it all again."""
        reference = query_value(self, "ref")
        dossier = await live.follow(
            self,
            InvoiceState.load,
            lambda: dossiers.person_dossier(actor, Kind.INVOICE, reference),
            topics.demande(reference),
        )
        self.view = dossier_view(dossier)
        self.recap, self.totals = recap_lines(dossier), total_lines(dossier)
        self.history = life_rows(dossier)
        self._show_thread(dossier, actor)
        is_new = query_value(self, "depot") == "1"
        self.notice = f"Facture déposée : référence {reference}. Un courriel vous le confirme." if is_new else ""
        self.is_loaded = True

    @rx.event
    @secured(Permission.INVOICE_DEPOSIT)
    async def correct(self) -> EventSpec:
        """Deposit the corrected invoice that replaces this one."""
        return rx.redirect(routes.with_query(routes.DEPOSIT, remplace=self.view.reference))
