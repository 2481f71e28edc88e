"""The agent's screen of one demande: its papers, where it stands, the decision; each kind adds its panel."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.forms import LONGEST_COMMENT
from espace_factures.demandes.components.reasons import reason_field, usual_sentences
from espace_factures.demandes.components.thread import conversation, history
from espace_factures.demandes.service import fresh, visiting
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.current import current
from espace_factures.ui.empty import skeleton
from espace_factures.ui.fleeting import fleeting
from espace_factures.ui.focus import TakeFocus
from espace_factures.ui.icon import icon
from espace_factures.ui.keys import keyed, keys
from espace_factures.ui.native import page_form, script
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import actions, split, stack

GESTURES = {
    "a": "l’étape attendue",
    "p": "prendre en charge",
    "f": "attester le service fait",
    "l": "liquider",
    "m": "mandater",
    "t": "transmettre au comptable",
    "y": "déclarer payée",
    "s": "suspendre",
    "o": "réorienter",
    "r": "rejeter",
}
"""What the letters do, on every screen of the agents."""
CLOSED = "Cette décision n’est plus possible. Votre texte reste là : choisissez-en une autre, ou copiez-le."
PAUSE_MS = 250
"""The message follows what is typed once one pauses that long."""
EXPLANATION = ("Explication pour le fournisseur", "Facultative, sauf pour un autre motif.")


class Beat(rx.Component):
    """Draws nothing; says now and then that somebody looks at the item, and once that they do not any more."""

    library = script("demandes/components/beat")
    tag = "Beat"

    of: rx.Var[str]
    every: rx.Var[int]
    on_beat: rx.EventHandler[rx.event.no_args_event_spec]
    on_leave: rx.EventHandler[rx.event.no_args_event_spec]


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
    letters: Mapping[str, str] = field(default_factory=dict)
    """The keys of the moves that are not the expected one."""
    comment: tuple[str, str] = EXPLANATION
    confirm: str = "Confirmer la décision"


def decision_page(state: Any, screen: Screen) -> rx.Component:
    """The page, for a state made of `DecisionPage` that has a `view` with a title and a lead."""
    return layout.admin_page(
        keys(),
        Beat.create(of=state.reference, every=visiting.SIGN_SECONDS, on_beat=state.look, on_leave=state.look_away),
        _way(state),
        rx.el.div(rx.cond(state.beside, rx.fragment(icon("eye"), state.beside)), role="status", class_name="ef-beside"),
        _done(state),
        fields.error_summary(state.errors, state.alert, state.refusals),
        current(state, slot("corps", state.is_loaded, _body(state, screen), skeleton(8)), words="Chargement…"),
        title=current(state, slot("titre", state.is_loaded, state.view.title, screen.title), words=screen.title),
        lead=current(state, slot("chapeau", state.is_loaded, state.view.lead, "Chargement…")),
        breadcrumb=[("Administration", routes.ADMIN), *screen.trail],
        current=screen.trail[0][1],
        announce=screen.announce,
        tab=rx.cond(state.is_loaded, state.view.title + ", " + state.reference + " : " + state.status, ""),
    )


def _done(state: Any) -> rx.Component:
    """What was just decided takes the focus; « Annuler » stands beside it for a while."""
    undo = fleeting(
        button.secondary("Annuler", on_click=state.take_back, **keyed("u", "annuler ce qui vient d’être décidé")),
        seconds=fresh.SECONDS,
        key=state.undoable + state.decisions.to_string(),
    )
    said = rx.el.div(
        TakeFocus.create(target="fait", times=state.done + state.decisions.to_string()),
        alert.alert(state.done, tone="done", action=rx.cond(state.undoable, undo)),
        id="fait",
        tab_index=-1,
        role="status",
    )
    return rx.cond(state.done, said)


def _way(state: Any) -> rx.Component:
    """« 12 sur 47 », and the neighbours in the list that one came from."""
    return rx.cond(
        state.walked,
        rx.el.nav(
            rx.el.a(icon("arrow-left"), "La file", href=state.back, class_name="ef-text-link"),
            rx.el.span(state.walked, class_name="ef-way-place", role="status"),
            _neighbour("Précédente", state.previous, "k", "précédente"),
            _neighbour("Suivante", state.following, "j", "suivante"),
            aria_label="Dans la file",
            class_name="ef-way",
        ),
    )


def _neighbour(label: str, href: Any, key: str, words: str) -> rx.Component:
    link = rx.el.a(label, href=href, class_name="btn ef-btn-quiet ef-dense", **keyed(key, words))
    none = rx.el.span(label, class_name="btn ef-btn-quiet ef-dense", aria_disabled="true", role="link")
    return rx.cond(href, link, none)


def _body(state: Any, screen: Screen) -> rx.Component:
    is_open = (state.moves.length() > 0) | (state.bars.length() > 0) | (state.chosen != "")
    return rx.fragment(
        rx.cond(state.gone, _gone(state, screen), _matter(state, screen)), rx.cond(is_open, _decision(state, screen))
    )


def _gone(state: Any, screen: Screen) -> rx.Component:
    """It is with others now: nothing of it is shown any more."""
    return alert.alert(
        state.gone, tone="done", action=button.text_link("Ouvrir la file", screen.trail[0][1]), role="status"
    )


def _matter(state: Any, screen: Screen) -> rx.Component:
    return split(
        rx.el.div(stack(*screen.papers), class_name="ef-papers"),
        rx.fragment(
            *screen.panel,
            rx.cond(state.own, alert.alert(state.own, tone="info")),
            *screen.besides,
            card.card(history(state.history), title="Historique"),
            conversation(state, internal=True),
        ),
        share="wide",
    )


def _decision(state: Any, screen: Screen) -> rx.Component:
    """Always in view, at the foot; what a move asks opens above its buttons."""
    return rx.el.section(
        rx.el.h2("Décision", class_name="sr-only"),
        rx.el.div(
            rx.cond(state.changed, alert.live_alert(state.changed, "waiting")),
            rx.cond(state.is_closed, alert.live_alert(CLOSED, "waiting")),
            rx.cond(state.chosen, _opened(state, screen)),
            class_name="ef-decision-form",
        ),
        rx.el.div(
            rx.foreach(state.bars, lambda why: alert.alert(why, tone="waiting")),
            rx.el.div(rx.foreach(state.moves, lambda move: _move(state, screen, move)), class_name="ef-decision-moves"),
            class_name="ef-decision-line",
        ),
        aria_label="Décision",
        class_name="ef-decision",
    )


def _move(state: Any, screen: Screen, move: Any) -> rx.Component:
    """The expected one is drawn first among the others; « a » makes it, each of the others has its letter."""
    cases = [
        (status, _gesture(state, screen, move, status))
        for status in {**screen.letters, **dict.fromkeys(screen.at_once, "")}
    ]
    return rx.fragment(rx.match(move.value, *cases, _gesture(state, screen, move, "")))


def _gesture(state: Any, screen: Screen, move: Any, status: str) -> rx.Component:
    """A button that decides at once, or opens the form of the decision."""
    key = screen.letters.get(status, "a")
    marks = keyed(rx.cond(move.is_expected, "a", key), rx.cond(move.is_expected, GESTURES["a"], GESTURES[key]))
    is_expected = rx.cond(move.is_expected, "true", "false")
    if status in screen.at_once:
        decides = state.decide_at_once(move.value)
        return button.secondary(move.label, on_click=decides, data_expected=is_expected, **marks)
    pressed = rx.cond(move.value == state.chosen, "true", "false")
    opens = state.choose(move.value)
    return button.secondary(move.label, on_click=opens, aria_pressed=pressed, data_expected=is_expected, **marks)


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
            rx.cond(state.reasons.length() > 0, reason_field(state)),
            usual_sentences(state),
            *screen.more,
            rx.el.div(_comment(state, label, hint), key=state.used.to_string()),
            card.card(rx.el.p(state.preview, class_name="whitespace-pre-line"), title="Message qui partira"),
            rx.cond(state.is_closed, rx.fragment(), actions(button.primary(screen.confirm, type="submit"))),
        ),
        on_submit=state.decide,
        words=state.typing_in["decision"],
        key=state.chosen,
    )


def _comment(state: Any, label: str, hint: str) -> rx.Component:
    return fields.area_field(
        "comment",
        label,
        rows=3,
        hint=hint,
        value=state.comment,
        error=state.errors["comment"],
        max_length=LONGEST_COMMENT,
        on_change=lambda value: state.describe("comment", value).debounce(PAUSE_MS),
    )
