"""« Je ne suis pas un robot »: a plain checkbox; behind it ALTCHA's proof of work, or reCAPTCHA's own question."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.ui.field_frame import problem
from espace_factures.ui.native import script
from espace_factures.web.me import Me

LABEL = "Je ne suis pas un robot"


class ProofOfWork(rx.Component):
    """ALTCHA behind a checkbox of ours, whose name never changes."""

    library = script("shell/captcha")
    tag = "ProofOfWork"
    lib_dependencies: list[str] = ["altcha@3.2.2"]

    challenge: rx.Var[str]
    label: rx.Var[str]
    described: rx.Var[str]


class Recaptcha(rx.Component):
    """Google's widget, when the settings ask for it."""

    library = script("shell/captcha")
    tag = "Recaptcha"

    site: rx.Var[str]


def captcha(error: Any) -> rx.Component:
    """The question, inside the form whose field « captcha » it fills; `error` is what to correct."""
    proof = ProofOfWork.create(challenge=native(routes.CAPTCHA_CHALLENGE), label=LABEL, described="captcha-erreur")
    return rx.cond(
        Me.captcha == "off",
        rx.fragment(),
        rx.el.div(
            *problem("captcha", error),
            rx.cond(Me.captcha == "recaptcha", Recaptcha.create(site=Me.captcha_site), proof),
            class_name="ef-field",
        ),
    )
