"""The filters of « Mes factures »: each acts as soon as it is chosen; on a phone one button unfolds them."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.invoices.following.forms import CHOSEN_DAYS
from espace_factures.invoices.following.presenter.rows import PERIOD_CHOICES, SORT_CHOICES
from espace_factures.ui import fields
from espace_factures.ui.disclosure import floating
from espace_factures.ui.field_frame import is_checked, rows_of
from espace_factures.ui.filters import acts_at_once
from espace_factures.ui.icon import icon
from espace_factures.ui.native import filter_form


def narrowing(state: Any) -> rx.Component:
    """The search, then a list a filter; the status is that of the present part."""
    return filter_form(
        _search(state),
        _fold(state),
        rx.el.div(
            rx.cond(
                state.several, _choice("etablissement", "Établissement", state.places, state.filters.etablissement)
            ),
            _choice("direction", "Direction", state.directions, state.filters.direction),
            _choice("periode", "Période", PERIOD_CHOICES, state.period),
            rx.cond(state.period == CHOSEN_DAYS, _days(state)),
            _amounts(state),
            rx.el.div(_choice("tri", "Trier par", SORT_CHOICES, state.filters.tri), class_name="ef-list-sort"),
            class_name="ef-list-more",
        ),
        rx.el.input(type="hidden", name="statut", default_value=state.filters.statut, key="s" + state.filters.statut),
        on_submit=state.narrow,
        action=routes.TRACKING,
        class_name="ef-list-filters",
        role="search",
        aria_label="Filtrer les factures",
        custom_attrs=acts_at_once(),
    )


def _search(state: Any) -> rx.Component:
    return rx.el.div(
        rx.el.input(
            type="search",
            name="q",
            id="liste-q",
            default_value=state.filters.q,
            key="q" + state.typings.to_string(),
            placeholder="Numéro, montant, bon de commande",
            aria_label="Rechercher",
            max_length=LONGEST_SEARCH,
            auto_complete="off",
            class_name="ef-field-input",
            data_testid="q",
        ),
        rx.el.button(icon("search"), type="submit", aria_label="Lancer la recherche", class_name="ef-list-go"),
        class_name="ef-list-search",
    )


def _fold(state: Any) -> rx.Component:
    """A neighbour of what it unfolds, so that a desk shows it whether the fold is open or not."""
    count = rx.cond(state.active, rx.el.span(state.active, class_name="ef-filter-count"))
    return rx.el.details(
        rx.el.summary(icon("sliders-horizontal"), "Filtrer", count, class_name="btn ef-btn-quiet ef-filter-toggle"),
        class_name="ef-list-fold",
    )


def _choice(name: str, label: str, options: Any, value: Any) -> rx.Component:
    drawn = rows_of(options, lambda key, words: rx.el.option(words, value=key, **is_checked("selected", key, value)))
    return rx.el.div(
        rx.el.select(
            *drawn, name=name, aria_label=label, class_name="select ef-field-input", data_testid=f"liste-{name}"
        ),
        icon("chevron-down"),
        class_name="ef-select-box",
    )


def _days(state: Any) -> rx.Component:
    return floating(
        state.days,
        fields.text_field(
            "du", "Déposée depuis le", type="date", value=state.filters.du, key="du" + state.typings.to_string()
        ),
        fields.text_field(
            "au", "Déposée jusqu’au", type="date", value=state.filters.au, key="au" + state.typings.to_string()
        ),
        lit=state.filters.du + state.filters.au,
    )


def _amounts(state: Any) -> rx.Component:
    return floating(
        state.amounts,
        fields.money_field("min", "Montant d’au moins", value=state.filters.min, key="min" + state.typings.to_string()),
        fields.money_field("max", "Montant d’au plus", value=state.filters.max, key="max" + state.typings.to_string()),
        lit=state.filters.min + state.filters.max,
    )
