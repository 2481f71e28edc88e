"""« Mon compte »: the person's menu, in the order that the printed guides show."""

import reflex as rx

from espace_factures import routes
from espace_factures.ui.icon import icon
from espace_factures.ui.native import native_form
from espace_factures.ui.popover import popover, popover_button
from espace_factures.ui.slot import slot
from espace_factures.web.me import Me

GROUPS = (
    (
        "Démarches & services",
        (("Demandes", routes.DEMANDES), ("Applications", routes.APPLICATIONS), ("Abonnements", routes.SUBSCRIPTIONS)),
    ),
    ("Paramètres", (("Profil", routes.PROFILE), ("Confidentialité", routes.PRIVACY))),
)


def account() -> rx.Component:
    """« Connexion » for a visitor; the person's name and menu otherwise."""
    someone = rx.cond(Me.signed_in, rx.fragment(_button(), _menu()), _sign_in())
    return slot("compte", Me.is_known, someone, _sign_in())


def _sign_in() -> rx.Component:
    return rx.el.a(
        icon("user"), rx.el.span("Connexion"), href=routes.SIGN_IN, class_name="ef-band-tool ef-band-account"
    )


def _button() -> rx.Component:
    return popover_button(
        "menu-compte",
        icon("user"),
        rx.el.span(_name(), class_name="ef-band-person"),
        rx.el.span(" · ", class_name="ef-band-person", aria_hidden="true"),
        rx.el.span("Mon compte", class_name="ef-band-word"),
        rx.cond(Me.unread > 0, _unread()),
        icon("chevron-down"),
        class_name="ef-band-tool ef-band-account",
    )


def _name() -> rx.Var:
    return rx.cond(Me.display_name, Me.display_name, Me.email)


def _unread() -> rx.Component:
    words = rx.cond(Me.unread > 1, " notifications non lues", " notification non lue")
    return rx.el.span(Me.unread, rx.el.span(words, class_name="sr-only"), class_name="ef-unread")


def _menu() -> rx.Component:
    groups = [_group(f"compte-{rank}", title, links) for rank, (title, links) in enumerate(GROUPS)]
    return popover(
        "menu-compte",
        rx.el.nav(*groups, rx.cond(Me.is_agent, _administration()), aria_label="Mon compte"),
        native_form(
            rx.el.button(icon("log-out"), "Déconnexion", type="submit", class_name="ef-menu-item"),
            action=routes.POST_SIGN_OUT,
            class_name="ef-menu-group",
        ),
    )


def _group(id: str, title: str, links: tuple[tuple[str, str], ...]) -> rx.Component:  # noqa: A002
    items = [rx.el.li(rx.el.a(label, href=href, class_name="ef-menu-item")) for label, href in links]
    return rx.el.div(
        rx.el.p(title, id=id, class_name="ef-menu-title"),
        rx.el.ul(*items, aria_labelledby=id),
        class_name="ef-menu-group",
    )


def _administration() -> rx.Component:
    return rx.el.div(
        rx.el.a("Administration", href=routes.ADMIN, class_name="ef-menu-item"), class_name="ef-menu-group"
    )
