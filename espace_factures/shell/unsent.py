"""What is typed and not sent survives the end of a session: in its tab, for its person alone, never a secret."""

from typing import Any, Final

import reflex as rx

from espace_factures import routes
from espace_factures.core.secret_fields import SUFFIXES, TICKETS
from espace_factures.ui.native import script
from espace_factures.web.me import Me

ME: Any = Me
SECRETS: Final = " ".join(sorted({*SUFFIXES, *TICKETS}))


class Unsent(rx.Component):
    """Keeps it when the page leads to « Connexion » by itself, and gives it back to the same person."""

    library = script("shell/unsent")
    tag = "Unsent"

    who: rx.Var[str]
    door: rx.Var[str]
    secrets: rx.Var[str]


def unsent() -> rx.Component:
    """On each page of the portal."""
    return Unsent.create(who=rx.cond(Me.signed_in, ME.email, ""), door=routes.SIGN_IN, secrets=SECRETS)
