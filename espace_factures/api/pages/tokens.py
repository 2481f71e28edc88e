"""« Accès pour logiciels »: the tokens that programs call the API with."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.api.components import form, listed, made, reference
from espace_factures.api.state import TokensState
from espace_factures.shell import layout
from espace_factures.ui import alert, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.stack import stack

STATE: Any = TokensState  # on a page its attributes are Vars


def tokens() -> rx.Component:
    """The page."""
    return layout.page(
        alert.focused(STATE.notice, "fait"),
        fields.error_summary(STATE.errors, STATE.alert, STATE.refusals),
        rx.cond(STATE.is_loaded, _body(), skeleton(6)),
        title="Accès pour logiciels",
        lead="Un jeton laisse votre logiciel suivre vos factures à votre place, sans votre mot de passe.",
        breadcrumb=[
            ("Mes services en ligne", routes.HOME),
            ("Espace Factures", routes.INVOICES_HOME),
            ("Gérer mes établissements", routes.ESTABLISHMENTS),
            ("Accès pour logiciels", routes.SOFTWARE),
        ],
        tabs=True,
        current=routes.ESTABLISHMENTS,
    )


def _body() -> rx.Component:
    return rx.cond(
        STATE.shown.boxes.length() > 0,
        stack(
            rx.cond(STATE.made, made()),
            rx.cond(STATE.shown.rows.length() > 0, listed()),
            form(),
            reference(),
        ),
        empty_state(
            "Seul un gestionnaire crée des jetons",
            "Demandez-le au gestionnaire de votre établissement : lui seul peut ouvrir un accès à un logiciel.",
            icon="building-complex",
        ),
    )
