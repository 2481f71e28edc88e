"""What a page says and does while it cannot reach the server, and what it puts aside before."""

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from espace_factures.core.words import NBSP
from espace_factures.ui.icon import icon
from espace_factures.ui.native import script

SOON = (
    f"La connexion est interrompue. Votre saisie reste à l’écran{NBSP}; ce que vous envoyez maintenant partira dès "
    "son retour."
)
UNSURE = (
    f"La connexion a été coupée pendant votre dernier geste{NBSP}: regardez sur la page s’il est fait, avant de le "
    "recommencer."
)
LATE = (
    "Cette page n’arrive pas à joindre le portail. Vous pouvez la lire, suivre ses liens et vous déconnecter"
    f"{NBSP}; le reste reviendra dès que la connexion le permettra."
)
STATE: Any = rx.State  # on a page its attributes are Vars


class Connection(rx.Component):
    """Says that the connection is lost, then that it stays so, and leads on once it is back."""

    library = script("shell/connection")
    tag = "Connection"

    alive: rx.Var[bool]
    broken: rx.Var[bool]
    soon: rx.Var[str]
    late: rx.Var[str]
    unsure: rx.Var[str]


def connection() -> rx.Component:
    """On each page of the portal, where a reader hears it."""
    said = Connection.create(
        icon("wifi-off"),
        alive=STATE.is_hydrated,
        broken=has_connection_errors,
        soon=SOON,
        late=LATE,
        unsure=UNSURE,
    )
    return rx.el.div(said, role="status", aria_live="polite")
