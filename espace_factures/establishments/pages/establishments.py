"""« Gérer mes établissements »: what waits for an answer first, then each établissement and its members."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.establishments.components import Section, invited, places
from espace_factures.establishments.state import EstablishmentsState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.stack import stack

STATE: Any = EstablishmentsState  # on a page its attributes are Vars


def establishments(section: Section) -> rx.Component:
    """The page of the person's établissements."""
    return layout.page(
        alert.focused(STATE.notice, "fait"),
        alert.live_alert(STATE.stray, "info"),
        rx.cond(STATE.is_loaded & section.is_loaded, _body(section), skeleton(6)),
        title="Gérer mes établissements",
        lead=rx.cond(STATE.is_loaded, STATE.lead, "Chargement…"),
        breadcrumb=[
            ("Mes services en ligne", routes.HOME),
            ("Espace Factures", routes.INVOICES_HOME),
            ("Gérer mes établissements", routes.ESTABLISHMENTS),
        ],
        action=button.link_button("Ajouter un établissement", routes.HABILITATION, icon="plus"),
        tabs=True,
        current=routes.ESTABLISHMENTS,
    )


def _body(section: Section) -> rx.Component:
    return stack(
        fields.error_summary(STATE.errors, STATE.alert, STATE.refusals),
        invited(),
        rx.cond(section.count > 0, section.draw()),
        places(),
        rx.cond((STATE.places.length() == 0) & (section.count == 0) & (STATE.invited.length() == 0), _nothing()),
    )


def _nothing() -> rx.Component:
    return empty_state(
        "Vos établissements seront ici",
        "Demandez une habilitation avec le RIDET de l’établissement : un agent de la Province l’examine, "
        "puis vous déposez ses factures.",
        icon="building-complex",
    )
