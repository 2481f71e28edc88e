"""« Accessibilité »: the declaration, and the form to report what hinders, without an account."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.portal import messages
from espace_factures.portal.components import article_body, neighbours
from espace_factures.portal.forms import LONGEST, LONGEST_PAGE
from espace_factures.portal.state.accessibility import AccessibilityState
from espace_factures.shell import layout
from espace_factures.shell.captcha import captcha
from espace_factures.ui import button, card, fields
from espace_factures.ui.native import native_form
from espace_factures.ui.stack import actions, split, stack

STATE: Any = AccessibilityState  # on a page its attributes are Vars
PAGE = messages.ACCESSIBILITY


def accessibility() -> rx.Component:
    """The page."""
    others = [other for other in messages.STATEMENTS if other is not PAGE]
    return layout.page(
        split(
            rx.fragment(_report(), article_body(PAGE)),
            neighbours("À lire aussi", others),
        ),
        title=PAGE.title,
        lead=PAGE.lead,
        breadcrumb=[("Mes services en ligne", routes.HOME), (PAGE.title, PAGE.route)],
    )


def _report() -> rx.Component:
    """Sent by the browser: it needs neither script nor account."""
    form = native_form(
        stack(
            fields.area_field("what", "Ce qui vous a gêné", rows=4, max_length=LONGEST, required=True),
            fields.text_field(
                "page", "Page concernée", hint="Facultatif : son titre ou son adresse.", max_length=LONGEST_PAGE
            ),
            fields.text_field(
                "email",
                "Votre courriel",
                type="email",
                autocomplete="email",
                hint="Facultatif : pour que nous puissions vous répondre.",
            ),
            rx.cond(STATE.is_crowded, captcha("")),
            actions(button.primary("Envoyer le signalement", type="submit")),
        ),
        action=native(routes.POST_ACCESSIBILITY),
    )
    return card.card(form, title="Nous signaler un défaut d’accessibilité", id="signaler")
