"""« Accueil » of Espace Factures: what needs the person first, then the latest invoices."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.habilitations.components import pending
from espace_factures.invoices.following.components.coming import coming
from espace_factures.invoices.following.components.tables import invoice_table
from espace_factures.invoices.following.presenter.home import HomeFigure
from espace_factures.invoices.following.state.tracking import HomeState
from espace_factures.shell import layout
from espace_factures.ui import button, card
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.figures import figure, figure_strip
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack
from espace_factures.ui.steps import steps_card
from espace_factures.ui.waiting_list import waiting_list

STATE: Any = HomeState  # on a page its attributes are Vars
LEAD = "Trois étapes jusqu’à votre premier paiement."


def home() -> rx.Component:
    """The home page of Espace Factures."""
    return layout.page(
        slot("corps", STATE.is_loaded, rx.cond(STATE.is_new, _beginning(), _board()), skeleton(5)),
        title="Espace Factures",
        lead=slot("chapeau", STATE.is_loaded, rx.cond(STATE.is_new, LEAD, STATE.lead), LEAD),
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Espace Factures", routes.INVOICES_HOME)],
        action=slot("action", STATE.is_loaded, rx.cond(STATE.is_new, rx.fragment(), _deposit()), rx.fragment()),
        tabs=True,
        current=routes.INVOICES_HOME,
    )


def _deposit() -> rx.Component:
    return button.link_button("Déposer une facture", routes.DEPOSIT, icon="file-up")


def _beginning() -> rx.Component:
    return stack(
        _waiting(),
        steps_card(STATE.steps, "Les trois étapes jusqu’à votre premier paiement"),
        rx.el.p(
            "Un doute, une question ? ",
            button.text_link("Le guide « Déposer une facture » montre chaque écran", routes.HELP_DEPOSIT),
            ".",
        ),
    )


def _board() -> rx.Component:
    return stack(
        figure_strip(rx.foreach(STATE.figures, _figure)),
        _waiting(),
        rx.cond(STATE.pending.length() > 0, pending(STATE.pending)),
        coming(STATE.plot, STATE.mean),
        card.card(
            invoice_table(
                STATE.rows,
                "Dernières factures",
                empty_state(
                    "Vos factures seront ici",
                    "Déposez la première : un PDF suffit, une Factur-X remplit tout.",
                    button.link_button("Déposer une facture", routes.DEPOSIT),
                ),
                several=STATE.several,
            ),
            title="Dernières factures",
            action=button.text_link("Voir toutes mes factures", routes.TRACKING),
        ),
        rx.el.p(
            button.link_button(
                "Ajouter un établissement", routes.HABILITATION, kind="secondary", icon="building-complex"
            )
        ),
    )


def _figure(one: HomeFigure) -> rx.Component:
    basis = rx.cond(one.href, button.text_link(one.basis, one.href), one.basis)
    return figure(one.label, one.value, basis, waits=one.waits)


def _waiting() -> rx.Component:
    return rx.cond(
        STATE.waiting.length() > 0, waiting_list(STATE.waiting, STATE.others, "Attend votre réponse"), rx.fragment()
    )
