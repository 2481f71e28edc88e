"""One demande, as the person follows it."""

from typing import ClassVar

import reflex as rx

from espace_factures.core.access import Permission
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.state.answering import AnswerPage
from espace_factures.habilitations import presenter
from espace_factures.habilitations.presenter import HabilitationView
from espace_factures.habilitations.service.case import HabilitationDossier
from espace_factures.web.address import query_value


class FollowState(AnswerPage, rx.State):
    """The page of a demande."""

    RIGHT: ClassVar = Permission.HABILITATION_REQUEST
    KIND: ClassVar = Kind.HABILITATION
    ANSWERED: ClassVar = "Complément envoyé. Un agent l’examine."
    WITHDRAWN: ClassVar = "Demande retirée."

    view: HabilitationView = HabilitationView()

    def _show(self, dossier: HabilitationDossier) -> None:
        self.view = presenter.view_of(dossier)
        if self.view.why or self.view.is_accepted:
            self.notice = ""
        if query_value(self, "envoi") == "1" and dossier.demande.version == 1:
            self.notice = f"Demande envoyée : référence {dossier.demande.reference}. Un courriel vous le confirme."
