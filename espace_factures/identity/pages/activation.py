"""The codes that are typed once: one activates the account, one links NC Connect to it."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.identity.components import code, kept_here, lost, resend, sent_to
from espace_factures.identity.state.sign_in import LinkState
from espace_factures.identity.state.sign_up import ActivationState
from espace_factures.shell import layout
from espace_factures.shell.first_words import first_words
from espace_factures.ui import alert, button, card, error_summary
from espace_factures.ui.native import native_form
from espace_factures.ui.stack import actions, stack

HOME = ("Mes services en ligne", routes.HOME)


def activation() -> rx.Component:
    """The page of the code that activates."""
    return layout.page(
        _body(ActivationState, "Saisissez-le ici pour activer votre compte.", routes.POST_ACTIVATION, routes.SIGN_UP),
        title="Activez votre compte provincial",
        breadcrumb=[HOME, ("Activer votre compte", routes.ACTIVATION)],
    )


def link_identity() -> rx.Component:
    """The page of the code that links."""
    return layout.page(
        stack(
            _body(
                LinkState,
                "Saisissez-le ici pour relier NC Connect à votre compte.",
                routes.POST_LINK_IDENTITY,
                routes.SIGN_IN,
            ),
            rx.el.p(
                "Aucun code n’arrive ? Vous n’avez pas encore de compte provincial avec ce courriel : ",
                button.text_link("créez-le", routes.SIGN_UP),
                ", il sera relié à NC Connect.",
            ),
            narrow=True,
        ),
        title="Reliez NC Connect à votre compte provincial",
        lead="Si un compte provincial a ce courriel, un code y a été envoyé : il prouve que ce compte est le vôtre.",
        breadcrumb=[HOME, ("NC Connect", routes.LINK_IDENTITY)],
    )


def _body(state: Any, sentence: str, action: str, again: str) -> rx.Component:
    asked = stack(
        alert.live_alert(state.notice, "done"),
        first_words(state.refusal),
        error_summary.refusal(state.refusal),
        alert.live_alert(state.alert, "refused"),
        card.card(stack(sent_to(state, sentence), _form(state, action), resend(state))),
        kept_here(),
        narrow=True,
    )
    return rx.cond(state.is_read & (state.place == ""), stack(lost(again), narrow=True), asked)


def _form(state: Any, action: str) -> rx.Component:
    return native_form(
        stack(
            rx.el.input(type="hidden", name="demande", value=state.ticket, read_only=True),
            rx.el.input(type="hidden", name="suite", value=state.wanted, read_only=True),
            code(state.refusal),
            actions(button.primary("Valider", type="submit")),
        ),
        action=native(action),
    )
