"""One invoice for its supplier, refreshed when somebody acts."""

from typing import ClassVar

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.forms import parse
from espace_factures.app.run import run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.state.answering import AnswerPage
from espace_factures.invoices.following.forms import RibForm
from espace_factures.invoices.following.presenter.dossier import (
    InvoiceView,
    Line,
    dossier_view,
    recap_lines,
    rib_choices,
    total_lines,
)
from espace_factures.invoices.following.service import payees
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.rules import Status
from espace_factures.web.access import secured
from espace_factures.web.address import query_value


class InvoiceState(AnswerPage, rx.State):
    """The page of an invoice."""

    RIGHT: ClassVar = Permission.INVOICE_READ
    KIND: ClassVar = Kind.INVOICE

    view: InvoiceView = InvoiceView()
    recap: list[Line] = []
    totals: list[Line] = []
    ribs: list[Choice] = []
    _confirmed: str = ""
    """What the page says of the deposit that led to it, for as long as nothing moved."""

    def _show(self, dossier: InvoiceDossier) -> None:
        self.view = dossier_view(dossier)
        self.recap, self.totals = recap_lines(dossier), total_lines(dossier)
        self.ribs = rib_choices(dossier)
        is_new = query_value(self, "depot") == "1" and dossier.item.status is Status.DEPOSITED
        said = f"Facture déposée : référence {self.view.reference}. Un courriel vous le confirme." if is_new else ""
        if said or self.notice == self._confirmed:
            self.notice = self._confirmed = said

    @rx.event
    @secured(Permission.RIB_USE)
    async def choose_rib(self, actor: Actor, form: dict[str, str]) -> None:
        """« Choisir le RIB »."""
        wanted = parse(RibForm, form).rib
        await run(payees.choose, actor, self._reference(), wanted)
        self.notice = "RIB choisi. La facture sera payée sur ce compte."

    @rx.event
    @secured(Permission.INVOICE_DEPOSIT)
    async def correct(self) -> EventSpec:
        """Deposit the corrected invoice that replaces this one."""
        return rx.redirect(routes.with_query(routes.DEPOSIT, remplace=self.view.reference))
