"""The frame of every page, from the skip link to the footer."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A

from espace_factures.shell.breadcrumb import breadcrumb as trail
from espace_factures.shell.connection import connection
from espace_factures.shell.footer import footer
from espace_factures.shell.gestures import Gestures
from espace_factures.shell.header import header
from espace_factures.shell.presence import presence
from espace_factures.shell.proof import proof
from espace_factures.shell.tabs import agent_tabs, service_tabs
from espace_factures.shell.unsent import unsent
from espace_factures.shell.words import words_under_way
from espace_factures.ui.alert import live_alert
from espace_factures.ui.focus import FocusOnTitle
from espace_factures.ui.icon import icon
from espace_factures.ui.press import SteadyPress
from espace_factures.ui.print import PrintHead
from espace_factures.ui.title import TabTitle
from espace_factures.web.me import Me

ME: Any = Me  # on a page its attributes are Vars


def page(
    *children: Any,
    title: Any,
    lead: Any = None,
    breadcrumb: Sequence[tuple[Any, str]] = (),
    action: rx.Component | None = None,
    tabs: bool = False,
    current: str = "",
    wide: bool = False,
    announce: str | rx.Var = "",
    tab: str | rx.Var = "",
) -> rx.Component:
    """A page of the portal; `announce` is read aloud whenever it changes, `tab` names what it shows in the browser."""
    bar = service_tabs(current) if tabs else None
    return _frame(children, _heading(title, lead, action), breadcrumb, bar, announce, tab, wide=wide)


def admin_page(
    *children: Any,
    title: Any,
    lead: Any = None,
    breadcrumb: Sequence[tuple[Any, str]] = (),
    action: rx.Component | None = None,
    current: str = "",
    announce: str | rx.Var = "",
    tab: str | rx.Var = "",
) -> rx.Component:
    """An agent's page: denser, wider, under the agents' tabs."""
    bar = agent_tabs(current)
    return _frame(children, _heading(title, lead, action), breadcrumb, bar, announce, tab, wide=True)


def _frame(
    children: Sequence[Any],
    heading: rx.Component,
    breadcrumb: Sequence[tuple[Any, str]],
    bar: rx.Component | None,
    announce: str | rx.Var,
    tab: str | rx.Var,
    *,
    wide: bool,
) -> rx.Component:
    return rx.el.div(
        FocusOnTitle.create(),
        SteadyPress.create(),
        Gestures.create(),
        TabTitle.create(words=tab),
        PrintHead.create(),
        A.create("Aller au contenu", href="#contenu", class_name="ef-skip"),
        header(),
        *([bar] if bar is not None else []),
        connection(),
        _without_script(),
        rx.el.div(announce, role="status", aria_live="polite", id="annonce", class_name="sr-only"),
        rx.el.div(
            *([trail(breadcrumb)] if breadcrumb else []),
            rx.el.main(heading, _done(), *children, id="contenu", tab_index=-1, class_name="ef-content"),
            class_name="ef-column ef-column-wide" if wide else "ef-column",
        ),
        footer(),
        proof(),
        presence(),
        unsent(),
        words_under_way(),
        class_name="ef-frame",
        custom_attrs={"data-plus-gros": ME.terms.largest_bytes, "data-vivante": rx.State.is_hydrated},
    )


def _heading(title: Any, lead: Any, action: rx.Component | None) -> rx.Component:
    words: list[rx.Component] = [rx.el.h1(title, id="titre", tab_index=-1, class_name="ef-page-title")]
    if lead is not None:
        words.append(rx.el.p(lead, class_name="ef-page-lead"))
    return rx.el.div(
        rx.el.div(*words, class_name="ef-page-words"),
        *([rx.el.div(action, class_name="ef-page-action")] if action is not None else []),
        class_name="ef-page-head",
    )


def _done() -> rx.Component:
    """What the page before has just done."""
    return rx.cond(Me.notice, live_alert(Me.notice, "done"))


def _without_script() -> rx.Component:
    sentence = (
        "JavaScript est désactivé : vous pouvez vous connecter, lire, chercher dans vos listes et vous déconnecter. "
        "Pour déposer, répondre ou modifier, il faut l’activer."
    )
    return rx.el.noscript(rx.el.p(icon("info"), rx.el.span(sentence), class_name="ef-lost"))
