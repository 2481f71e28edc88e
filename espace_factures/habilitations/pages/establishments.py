"""« Gérer mes établissements »: invitations and demandes first, then each établissement and its members."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.establishments import components as establishments_components
from espace_factures.establishments.state import EstablishmentsState
from espace_factures.habilitations.components import TRAIL, pending
from espace_factures.habilitations.state.pending import PendingState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.stack import stack

STATE: Any = EstablishmentsState  # on a page its attributes are Vars
PENDING: Any = PendingState


def places() -> rx.Component:
    """The page of the person's établissements; it stands here because it shows his demandes as well."""
    return layout.page(
        alert.live_alert(STATE.notice, "done"),
        alert.live_alert(STATE.stray, "info"),
        rx.cond(STATE.is_loaded & PENDING.is_loaded, _body(), skeleton(6)),
        title="Gérer mes établissements",
        lead=rx.cond(STATE.is_loaded, STATE.lead, "Chargement…"),
        breadcrumb=[*TRAIL, ("Gérer mes établissements", routes.ESTABLISHMENTS)],
        action=button.link_button("Ajouter un établissement", routes.HABILITATION, icon="plus"),
        tabs=True,
        current=routes.ESTABLISHMENTS,
    )


def _body() -> rx.Component:
    return stack(
        fields.error_summary(STATE.errors, STATE.alert, STATE.refusals),
        establishments_components.invited(),
        rx.cond(PENDING.rows.length() > 0, pending(PENDING.rows)),
        establishments_components.places(),
        rx.cond(
            (STATE.places.length() == 0) & (PENDING.rows.length() == 0) & (STATE.invited.length() == 0), _nothing()
        ),
    )


def _nothing() -> rx.Component:
    return empty_state(
        "Vos établissements seront ici",
        "Demandez une habilitation avec le RIDET de l’établissement : un agent de la Province l’examine, "
        "puis vous déposez ses factures.",
        icon="building-complex",
    )
