"""One invoice on the agent's screen: the document beside the data, then the decision."""

from collections.abc import Mapping
from typing import Any, Final

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.demandes.components.deciding import Screen, decision_page
from espace_factures.demandes.rules import LONGEST_REFERENCE
from espace_factures.documents.components import documents, viewer
from espace_factures.invoices.following.components import sheets
from espace_factures.invoices.processing.components.compare import compare
from espace_factures.invoices.processing.state import ProcessingState
from espace_factures.invoices.rules import Gesture, Status
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.stack import stack

STATE: Any = ProcessingState  # on a page its attributes are Vars
VIEW = STATE.view
ACCOUNT = STATE.account
ERRORS = STATE.errors
LETTERS: Final[Mapping[str, str]] = {
    Status.TAKEN: "p",
    Status.SERVICE_DONE: "f",
    Status.CLEARED: "l",
    Status.ORDERED: "m",
    Status.SENT: "t",
    Status.PAID: "y",
    Status.SUSPENDED: "s",
    Status.REDIRECTED: "o",
    Status.REJECTED: "r",
}


def processing() -> rx.Component:
    """The agent's screen of one invoice."""
    return decision_page(
        STATE,
        Screen(
            title="Facture",
            trail=[("Factures", routes.ADMIN_INVOICES), ("Facture", routes.ADMIN_INVOICE)],
            announce=VIEW.announce,
            papers=[viewer(VIEW.pictures, VIEW.document, VIEW.unseen), documents(STATE.documents)],
            panel=[
                rx.foreach(STATE.signals, _signal),
                compare(STATE.compared, STATE.admitted),
                sheets.standing(VIEW),
                rx.cond(ACCOUNT.iban, _account()),
                sheets.links(VIEW, routes.ADMIN_INVOICE),
            ],
            besides=[_dossier()],
            more=[_more()],
            letters=LETTERS,
            at_once=(Gesture.ATTEST_AND_CLEAR, Status.TAKEN, Status.CLEARED),
        ),
    )


def _signal(signal: Any) -> rx.Component:
    """A severe one is a usual sign of fraud; a twin is opened beside."""
    twin = rx.cond(signal.href, button.text_link("Voir cette facture", signal.href))
    return rx.cond(
        signal.is_severe,
        alert.alert(signal.sentence, " ", twin, tone="refused"),
        alert.alert(signal.sentence, " ", twin, tone="waiting"),
    )


def _account() -> rx.Component:
    """On what the next step would pay."""
    return card.card(
        card.facts(
            [
                ("IBAN", rx.el.span(ACCOUNT.iban, class_name="tabular-nums")),
                ("Titulaire", ACCOUNT.holder),
                ("Banque", ACCOUNT.bank),
                ("Ajouté", ACCOUNT.added),
                ("Validé par", ACCOUNT.validators),
                ("Utilisable", ACCOUNT.usable),
            ]
        ),
        title="Compte du paiement",
    )


def _dossier() -> rx.Component:
    """For the Treasury."""
    words = "Documents, décisions, messages et journal de cette facture, dans un fichier ZIP."
    take = button.link_button(
        "Télécharger le dossier",
        routes.asking(native(routes.DOSSIER), "ref") + VIEW.reference,
        "secondary",
        icon="download",
        reload_document=True,
    )
    return card.card(rx.el.p(words, class_name="ef-field-hint"), rx.el.div(take), title="Dossier")


def _more() -> rx.Component:
    """What a redirection, a service done and a payment ask besides."""
    asked = (Status.REDIRECTED, _direction()), (Status.SERVICE_DONE, _admitted()), (Status.PAID, _paid())
    return rx.fragment(rx.match(STATE.chosen, *((str(status), field) for status, field in asked), rx.fragment()))


def _paid() -> rx.Component:
    return stack(
        fields.text_field("paid_on", "Date du paiement", type="date", error=ERRORS["paid_on"]),
        fields.text_field(
            "payment",
            "Référence du paiement",
            hint="Celle du virement : le fournisseur la lit.",
            error=ERRORS["payment"],
            max_length=LONGEST_REFERENCE,
        ),
    )


def _direction() -> rx.Component:
    return fields.select_field(
        "direction", "Direction destinataire", STATE.directions, value="", error=ERRORS["direction"], required=True
    )


def _admitted() -> rx.Component:
    return fields.money_field(
        "admitted",
        "Montant admis",
        hint="Laissez vide si toute la facture est admise.",
        error=ERRORS["admitted"],
    )
