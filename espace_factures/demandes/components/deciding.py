"""The agent's screen of one demande: its papers, where it stands, the decision; each kind adds its panel."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.forms import LONGEST_COMMENT
from espace_factures.demandes.components.thread import conversation, history
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.focus import TakeFocus
from espace_factures.ui.native import page_form
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import actions, split, stack

EXPLANATION = ("Explication pour le fournisseur", "Facultative, sauf pour un autre motif.")


@dataclass(frozen=True, slots=True)
class Screen:
    """What a kind adds to the screen."""

    title: str
    trail: Sequence[tuple[str, str]]
    """The queue, then the demande, as the breadcrumb names them."""
    announce: Any
    papers: Sequence[rx.Component]
    panel: Sequence[rx.Component]
    besides: Sequence[rx.Component] = ()
    """What stands under the decision."""
    more: Sequence[rx.Component] = ()
    """Fields that only some moves ask."""
    at_once: Collection[str] = ()
    """The moves that need no form."""
    comment: tuple[str, str] = EXPLANATION
    confirm: str = "Confirmer la décision"


def decision_page(state: Any, screen: Screen) -> rx.Component:
    """The page, for a state made of `DecisionPage` that has a `view` with a title and a lead."""
    return layout.admin_page(
        alert.focused(state.done, "fait"),
        fields.error_summary(state.errors, state.alert, state.refusals),
        slot("corps", state.is_loaded, _body(state, screen), skeleton(8)),
        title=slot("titre", state.is_loaded, state.view.title, screen.title),
        lead=slot("chapeau", state.is_loaded, state.view.lead, "Chargement…"),
        breadcrumb=[("Administration", routes.ADMIN), *screen.trail],
        current=screen.trail[0][1],
        announce=screen.announce,
        tab=rx.cond(state.is_loaded, state.view.title + ", " + state.reference + " : " + state.status, ""),
    )


def _body(state: Any, screen: Screen) -> rx.Component:
    return split(
        rx.fragment(*screen.papers),
        rx.fragment(
            *screen.panel,
            rx.cond(
                (state.moves.length() > 0) | (state.bars.length() > 0) | (state.chosen != ""), _decision(state, screen)
            ),
            rx.cond(state.own, alert.alert(state.own, tone="info")),
            *screen.besides,
            card.card(history(state.history), title="Historique"),
            conversation(state, internal=True),
        ),
        share="wide",
    )


def _decision(state: Any, screen: Screen) -> rx.Component:
    return card.card(
        stack(
            rx.foreach(state.bars, lambda why: alert.alert(why, tone="waiting")),
            rx.el.div(
                rx.foreach(state.moves, lambda move: _move(state, screen, move)), class_name="flex flex-wrap gap-3"
            ),
            rx.cond(state.changed, alert.live_alert(state.changed, "waiting")),
            rx.cond(state.chosen, _opened(state, screen)),
        ),
        title="Décision",
    )


def _move(state: Any, screen: Screen, move: Any) -> rx.Component:
    opens = button.secondary(
        move.label,
        on_click=state.choose(move.value),
        aria_pressed=rx.cond(move.value == state.chosen, "true", "false"),
    )
    if not screen.at_once:
        return opens
    at_once = button.primary(move.label, on_click=state.decide_at_once(move.value))
    return rx.fragment(rx.match(move.value, *((str(status), at_once) for status in screen.at_once), opens))


def _opened(state: Any, screen: Screen) -> rx.Component:
    """The form takes the focus when a decision opens it: whoever does not see it is told, and goes on in it."""
    return rx.el.div(
        TakeFocus.create(target="decision", times=state.chosen),
        _form(state, screen),
        id="decision",
        role="group",
        tab_index=-1,
        aria_label="Ce qu’il faut pour cette décision",
    )


def _form(state: Any, screen: Screen) -> rx.Component:
    label, hint = screen.comment
    return page_form(
        stack(
            rx.cond(state.reasons.length() > 1, _reason(state)),
            *screen.more,
            fields.area_field(
                "comment",
                label,
                rows=3,
                hint=hint,
                error=state.errors["comment"],
                max_length=LONGEST_COMMENT,
                on_blur=lambda value: state.describe("comment", value),
            ),
            card.card(rx.el.p(state.preview, class_name="whitespace-pre-line"), title="Message qui partira"),
            actions(button.primary(screen.confirm, type="submit")),
        ),
        on_submit=state.decide,
        key=state.chosen,
    )


def _reason(state: Any) -> rx.Component:
    return fields.select_field(
        "reason",
        "Motif",
        state.reasons,
        value="",
        required=True,
        error=state.errors["reason"],
        on_change=lambda value: state.describe("reason", value),
    )
