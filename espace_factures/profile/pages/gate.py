"""« Protégez votre compte »: one calm page before anything else, for whoever decides or manages."""

from typing import Any

import reflex as rx

from espace_factures.profile.pages.protection import passkeys_card, recovery_codes, totp_card
from espace_factures.profile.state.gate import GateState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, error_summary
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, stack

STATE: Any = GateState  # on a page its attributes are Vars


def gate() -> rx.Component:
    """The page."""
    return layout.page(
        stack(
            error_summary.refusal(STATE.alert),
            rx.cond(STATE.is_loaded, rx.cond(STATE.is_done, _done(), _choice()), skeleton(4)),
            narrow=True,
        ),
        title="Protégez votre compte",
        lead="Votre rôle touche à l’argent d’autrui : un mot de passe volé ne doit pas suffire.",
    )


def _choice() -> rx.Component:
    words = (
        "Choisissez l’une des deux protections ci-dessous : une clé d’accès, ou un code de votre téléphone. "
        "C’est fait en une minute, une seule fois ; vous continuerez ensuite où vous alliez."
    )
    return stack(rx.el.p(words), passkeys_card(), totp_card())


def _done() -> rx.Component:
    go_on = actions(button.link_button("Continuer", STATE.wanted))
    return stack(alert.focused("Votre compte est protégé.", "protection-faite"), recovery_codes(), card.card(go_on))
