"""One invoice for its supplier, refreshed when somebody acts."""

from typing import ClassVar, Final

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.forms import parse
from espace_factures.app.run import run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.state.answering import AnswerPage
from espace_factures.invoices.answering import service
from espace_factures.invoices.answering.presenter import CorrectionView, correction_view
from espace_factures.invoices.deposit.forms import Claim
from espace_factures.invoices.following.forms import RibForm
from espace_factures.invoices.following.presenter.dossier import (
    InvoiceView,
    Line,
    dossier_view,
    recap_lines,
    rib_choices,
    total_lines,
)
from espace_factures.invoices.following.presenter.progress import Progress, progress_of
from espace_factures.invoices.following.service import payees
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.rules import Status
from espace_factures.web.access import secured
from espace_factures.web.address import query_value

NOT_CORRECTED: Final = frozenset({"answer", "complement", "message", "rib"})
"""Fields of the page that are not of « Corriger la facture »."""


class InvoiceState(AnswerPage, rx.State):
    """The page of an invoice."""

    RIGHT: ClassVar = Permission.INVOICE_READ
    KIND: ClassVar = Kind.INVOICE
    ANSWERED: ClassVar = "Complément envoyé. La direction reprend l’instruction de votre facture."

    view: InvoiceView = InvoiceView()
    progress: Progress = Progress()
    recap: list[Line] = []
    totals: list[Line] = []
    ribs: list[Choice] = []
    correction: CorrectionView = CorrectionView()
    _confirmed: str = ""
    """What the page says of the deposit that led to it, for as long as nothing moved."""

    def _show(self, dossier: InvoiceDossier) -> None:
        self.view, self.progress = dossier_view(dossier), progress_of(dossier)
        self.recap, self.totals = recap_lines(dossier), total_lines(dossier)
        self.ribs = rib_choices(dossier)
        self.correction = correction_view(dossier) if self.can_complete else CorrectionView()
        is_new = query_value(self, "depot") == "1" and dossier.item.status is Status.DEPOSITED
        is_credited = query_value(self, "avoir") == "1"
        credited = "Avoir reçu : il est déduit de cette facture." if is_credited else ""
        said = (
            f"Facture déposée : référence {self.view.reference}. Un courriel vous le confirme." if is_new else credited
        )
        if said or self.notice == self._confirmed:
            self.notice = self._confirmed = said

    @rx.var
    def is_correction_faulty(self) -> bool:
        """Whether a field of « Corriger la facture » has to be looked at again."""
        return any(name not in NOT_CORRECTED for name in self.errors)

    @rx.event
    @secured(Permission.INVOICE_DEPOSIT)
    async def complete(self, actor: Actor, form: dict[str, str]) -> None:
        """Send the answer, and what was corrected."""
        claim = parse(Claim, form)
        await run(service.complete, actor, self._reference(), form.get("answer", ""), self.received, claim)
        self.received = self.received_names = ""
        self.notice = self.ANSWERED

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
