"""The filters of a queue, on one line: each acts as soon as it is chosen, and their answers stand in the address."""

from typing import Any

import reflex as rx

from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.queues.rules import AGES
from espace_factures.ui import fields
from espace_factures.ui.button import secondary
from espace_factures.ui.disclosure import floating
from espace_factures.ui.filters import acts_at_once
from espace_factures.ui.icon import icon
from espace_factures.ui.keys import keyed
from espace_factures.ui.native import filter_form, page_form


def filters(state: Any, page: str, *, has_directions: bool, has_amounts: bool) -> rx.Component:
    """The search, then a chip a filter; « Mes vues » at the end of the line."""
    return rx.el.div(
        rx.el.details(
            rx.el.summary(
                icon("sliders-horizontal"),
                "Filtres",
                rx.cond(state.active, rx.el.span(state.active, class_name="ef-filter-count")),
                class_name="ef-chip ef-queue-filters-fold",
            ),
            class_name="ef-queue-fold",
        ),
        filter_form(
            _search(state),
            *([_directions(state)] if has_directions else []),
            _chip("statut", "Statut", state.stages, state.filters.statut),
            _chip("age", "Âge", [("", "Âge"), *((str(age), label) for age, label in AGES.items())], state.filters.age),
            *([_amounts(state)] if has_amounts else []),
            _period(state),
            _chip("suivi", "Suivi par", state.followers, state.filters.suivi),
            _toggle("alerte", "Alertes", state.alerts, state.filters.alerte, icon("triangle-alert")),
            _toggle("nonlu", "Non lues", state.unread, state.filters.nonlu, rx.el.span(class_name="ef-dot")),
            rx.el.input(type="hidden", name="tri", default_value=state.filters.tri, key="tri" + state.filters.tri),
            rx.cond(
                state.active, rx.el.a("Tout voir", href=state.clear_href, class_name="ef-text-link ef-queue-clear")
            ),
            on_submit=state.narrow,
            action=page,
            class_name="ef-queue-filters",
            role="search",
            aria_label="Filtrer la file",
            custom_attrs=acts_at_once(),
        ),
        _views(state),
        class_name="ef-queue-line",
    )


def _search(state: Any) -> rx.Component:
    return rx.el.div(
        icon("search"),
        rx.el.input(
            type="search",
            name="q",
            id="file-q",
            default_value=state.filters.q,
            key="q" + state.searches.to_string(),
            placeholder="Numéro, fournisseur, RIDET, montant, personne",
            aria_label="Chercher dans cette file",
            max_length=LONGEST_SEARCH,
            auto_complete="off",
            class_name="ef-chip-input",
            data_testid="file-q",
            **keyed("/", "chercher"),
        ),
        class_name="ef-chip ef-queue-search",
    )


def _directions(state: Any) -> rx.Component:
    return rx.cond(
        state.directions.length() > 0, _chip("direction", "Direction", state.directions, state.filters.direction)
    )


def _chip(name: str, label: str, options: Any, value: Any) -> rx.Component:
    """A native list that looks like a chip, lit when it narrows."""

    def option(key: Any, words: Any) -> rx.Component:
        return rx.el.option(words, value=key, selected=rx.Var.create(value) == key)

    drawn = (
        [rx.foreach(options, lambda row: option(row.value, row.label))]
        if isinstance(options, rx.Var)
        else [option(key, words) for key, words in options]
    )
    return rx.el.span(
        rx.el.select(*drawn, name=name, aria_label=label, class_name="ef-chip-select", data_testid=f"file-{name}"),
        icon("chevron-down"),
        class_name="ef-chip",
        data_lit=rx.cond(value, "true", "false"),
    )


def _toggle(name: str, label: str, count: Any, value: Any, mark: rx.Component) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name=name,
            default_checked=rx.cond(value, True, False),
            key=name + value,
            class_name="sr-only",
            data_testid=f"file-{name}",
        ),
        mark,
        label,
        rx.cond(count, rx.el.span(" ", count)),
        class_name="ef-chip",
        data_lit=rx.cond(value, "true", "false"),
    )


def _amounts(state: Any) -> rx.Component:
    return floating(
        "Montant",
        fields.money_field("min", "Montant d’au moins", value=state.filters.min, key="min" + state.filters.min),
        fields.money_field("max", "Montant d’au plus", value=state.filters.max, key="max" + state.filters.max),
        lit=state.filters.min + state.filters.max,
    )


def _period(state: Any) -> rx.Component:
    return floating(
        "Période",
        fields.text_field("du", "Arrivée depuis le", type="date", value=state.filters.du, key="du" + state.filters.du),
        fields.text_field("au", "Arrivée jusqu’au", type="date", value=state.filters.au, key="au" + state.filters.au),
        lit=state.filters.du + state.filters.au,
    )


def _views(state: Any) -> rx.Component:
    return floating(
        rx.fragment(icon("star"), "Mes vues"),
        rx.cond(
            state.views.length() > 0,
            rx.el.ul(rx.foreach(state.views, lambda view: _view(state, view)), class_name="ef-queue-views"),
            rx.el.p("Gardez ici les filtres auxquels vous revenez.", class_name="ef-field-hint"),
        ),
        page_form(
            fields.text_field(
                "view_name", "Garder cette vue sous le nom", max_length=40, error=state.errors["view_name"], value=""
            ),
            secondary("Garder", type="submit", class_name="ef-dense"),
            on_submit=state.keep_view,
            key="vue" + state.views.length().to_string(),
            class_name="ef-stack",
        ),
        class_name="ef-queue-mine",
    )


def _view(state: Any, view: Any) -> rx.Component:
    return rx.el.li(
        rx.el.a(view.name, href=view.href, class_name="ef-text-link"),
        rx.el.button(
            icon("x"),
            rx.el.span("Oublier la vue ", view.name, class_name="sr-only"),
            type="button",
            on_click=state.drop_view(view.id),
            class_name="ef-icon-button",
        ),
    )
