"""The page of a queue: where things stand, its tabs, its filters, its rows, what one does of those that are ticked."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.queues.components.batch import batch_bar
from espace_factures.queues.components.filters import filters
from espace_factures.queues.components.rows import rows
from espace_factures.shell import layout
from espace_factures.ui.alert import live_alert
from espace_factures.ui.button import secondary, text_link
from espace_factures.ui.count_tabs import count_tabs
from espace_factures.ui.empty import skeleton
from espace_factures.ui.keys import keyed, keys
from espace_factures.ui.slot import slot
from espace_factures.ui.table import pager


@dataclass(frozen=True, slots=True)
class Face:
    """What a kind of demande calls its queue."""

    title: str
    page: str
    headings: tuple[str, str]
    """What names a row, and who is beside it."""
    empty: str
    has_directions: bool = False
    has_amounts: bool = False


def queue_page(state: Any, face: Face) -> rx.Component:
    """The page, for a state made of `QueuePage`."""
    return layout.admin_page(
        keys(),
        live_alert(state.done, "done"),
        live_alert(state.alert, "refused"),
        slot("corps", state.is_loaded, _body(state, face), skeleton(8)),
        title=face.title,
        lead=slot("chapeau", state.is_loaded, _lead(state), "Chargement…"),
        action=secondary(
            "Prendre la suivante", on_click=state.take_next, class_name="ef-dense", **keyed("n", "prendre la suivante")
        ),
        current=face.page,
    )


def _lead(state: Any) -> rx.Component:
    """« 47 à traiter · 4 hors délai · 11 632 400 F »."""
    return rx.fragment(
        state.lead,
        rx.cond(state.late, rx.fragment(" · ", rx.el.strong(state.late, class_name="ef-queue-late"))),
        rx.cond(state.total, rx.fragment(" · ", state.total)),
    )


def _body(state: Any, face: Face) -> rx.Component:
    return rx.el.div(
        count_tabs(state.tabs, f"{face.title} : parties de la file"),
        filters(state, face.page, has_directions=face.has_directions, has_amounts=face.has_amounts),
        rx.cond(state.bound, rx.el.p(state.bound, class_name="ef-field-hint")),
        rows(
            state,
            face.headings,
            face.title,
            face.empty,
            has_directions=face.has_directions,
            has_amounts=face.has_amounts,
        ),
        rx.el.div(
            rx.cond(
                state.previous + state.following,
                pager(state.previous, state.following, state.position),
                rx.el.p(state.position, class_name="ef-pager-position"),
            ),
            *([text_link("Mes lots", routes.ADMIN_BATCHES)] if face.has_amounts else []),
            _hints(),
            class_name="ef-queue-foot",
        ),
        batch_bar(state),
        class_name="ef-queue",
    )


def _hints() -> rx.Component:
    """The keys of those who work here all day, where one finds them."""
    shown = (("j", ""), ("k", "parcourir"), ("x", "cocher"), ("Entrée", "ouvrir"), ("?", "toutes les touches"))
    pairs = [rx.fragment(rx.el.kbd(key), rx.el.span(words)) for key, words in shown]
    return rx.el.p(*pairs, class_name="ef-queue-hints", aria_hidden="true")
