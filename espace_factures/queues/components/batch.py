"""What one does of the rows that are ticked, in a bar that floats at the foot as soon as there is one."""

from typing import Any

import reflex as rx

from espace_factures.app.forms import LONGEST_COMMENT
from espace_factures.demandes.rules import LONGEST_REFERENCE
from espace_factures.ui import button, fields
from espace_factures.ui.focus import TakeFocus
from espace_factures.ui.icon import icon
from espace_factures.ui.keys import keyed
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions


def batch_bar(state: Any) -> rx.Component:
    """How many, how much, what stands out; then the gestures."""
    return rx.cond(state.ticked, _bar(state))


def _bar(state: Any) -> rx.Component:
    return rx.el.section(
        rx.cond(state.asked, _asked(state)),
        _words(state),
        rx.el.div(
            rx.foreach(state.gestures, lambda row: rx.cond(row.is_expected, _move(state, row))),
            # A neighbour of the list, not its parent: a desk shows the usual ones whether the fold is open or not.
            rx.el.details(
                rx.el.summary("Autres", icon("chevron-up"), class_name="ef-batch-button"), class_name="ef-batch-fold"
            ),
            _others(state),
            rx.el.button(
                icon("x"),
                rx.el.span("Quitter la sélection", class_name="sr-only"),
                type="button",
                on_click=state.untick,
                class_name="ef-batch-leave",
                **keyed("Escape", "quitter la sélection"),
            ),
            class_name="ef-batch-gestures",
        ),
        aria_label="Sélection",
        class_name="ef-batch",
    )


def _words(state: Any) -> rx.Component:
    every = rx.el.button(
        "Tout sélectionner (", state.matching, ")", type="button", on_click=state.tick_all, class_name="ef-batch-all"
    )
    return rx.el.div(
        rx.el.p(state.ticked, class_name="ef-batch-count", role="status"),
        rx.el.p(rx.cond(state.standing_out, rx.fragment(state.standing_out, " · ")), every),
        class_name="ef-batch-words",
    )


def _others(state: Any) -> rx.Component:
    has_moves = state.gestures.length() > 0
    is_first, is_rare = rx.cond(has_moves, "false", "true"), rx.cond(has_moves, "true", "false")
    return rx.el.div(
        _gesture("Me l’attribuer", state.take, "m", data_expected=is_first),
        _receivers(state),
        rx.foreach(state.gestures, lambda row: rx.cond(row.is_expected, rx.fragment(), _move(state, row))),
        _gesture("Libérer", state.free, "l", data_rare=is_rare),
        class_name="ef-batch-others",
    )


def _move(state: Any, row: Any) -> rx.Component:
    """A decision on all that is ticked; of how many, when not of all."""
    marks: dict[str, Any] = {
        "type": "button",
        "on_click": state.gather(row.value, row.asks),
        "class_name": "ef-batch-button",
        "data_expected": rx.cond(row.is_expected, "true", "false"),
        "data_rare": rx.cond(row.is_rare, "true", "false"),
        "aria_pressed": rx.cond((state.asked == row.value) & (row.asks != ""), "true", "false"),
    }
    face = row.label, rx.cond(row.count, rx.el.span(row.count, class_name="ef-batch-part"))
    cases = [(key, rx.el.button(*face, _key(key), **marks, **keyed(key, words))) for key, words in KEYS.items()]
    return rx.fragment(rx.match(row.letter, *cases, rx.el.button(*face, **marks)))


KEYS = {"a": "l’étape attendue", "s": "suspendre", "o": "réorienter"}


def _key(key: str) -> rx.Component:
    return rx.el.kbd(key, aria_hidden="true")


def _gesture(label: str, on_click: Any, key: str, **marks: Any) -> rx.Component:
    return rx.el.button(
        label,
        _key(key),
        type="button",
        on_click=on_click,
        class_name="ef-batch-button",
        **marks,
        **keyed(key, label.lower()),
    )


def _receivers(state: Any) -> rx.Component:
    """A native list: the colleague chosen follows at once."""
    return rx.el.span(
        rx.el.select(
            rx.foreach(state.receivers, lambda one: rx.el.option(one.label, value=one.value)),
            name="receveur",
            aria_label="Attribuer à…",
            on_change=state.give,
            key="receveur" + state.epoch.to_string(),
            class_name="ef-batch-select",
            **keyed("t", "attribuer à…"),
        ),
        icon("chevron-down"),
        class_name="ef-batch-button ef-batch-list",
    )


def _asked(state: Any) -> rx.Component:
    """What a gesture asks, once for all the rows; it opens above its buttons and takes the focus."""
    return rx.el.div(
        TakeFocus.create(target="lot-question", times=state.asked),
        page_form(
            rx.match(
                state.asks,
                ("reason", _reason(state)),
                ("direction", _direction(state)),
                ("paid_on", _paid_on(state)),
                rx.fragment(),
            ),
            actions(
                button.primary("Confirmer pour la sélection", type="submit"),
                button.secondary("Annuler", on_click=state.dismiss),
            ),
            on_submit=state.send_off,
            key="lot" + state.asked,
            class_name="ef-stack",
        ),
        id="lot-question",
        role="group",
        tab_index=-1,
        aria_label="Ce qu’il faut pour cette décision",
        class_name="ef-batch-asked",
    )


def _reason(state: Any) -> rx.Component:
    return rx.fragment(
        fields.select_field("reason", "Motif", state.reasons, value="", required=True, error=state.errors["reason"]),
        fields.area_field(
            "comment",
            "Explication pour le fournisseur",
            rows=2,
            hint="La même pour toutes les factures ; facultative, sauf pour un autre motif.",
            error=state.errors["comment"],
            max_length=LONGEST_COMMENT,
        ),
    )


def _direction(state: Any) -> rx.Component:
    error = state.errors["direction"]
    return fields.select_field(
        "direction", "Direction destinataire", state.receiving, value="", required=True, error=error
    )


def _paid_on(state: Any) -> rx.Component:
    """The day of the payments, and the reference that they share."""
    return rx.fragment(
        fields.text_field(
            "paid_on", "Date du paiement", type="date", required=True, error=state.errors["paid_on"], value=""
        ),
        fields.text_field(
            "payment",
            "Référence du paiement",
            hint="Celle du virement : les fournisseurs la lisent.",
            error=state.errors["payment"],
            max_length=LONGEST_REFERENCE,
        ),
    )
