"""What the person must know now: what, why, and the action, in that order."""

from typing import Any, Literal

import reflex as rx

from espace_factures.ui.focus import TakeFocus
from espace_factures.ui.icon import icon

Tone = Literal["info", "done", "waiting", "refused"]

ICONS: dict[str, str] = {"info": "info", "done": "circle-check", "waiting": "triangle-alert", "refused": "circle-alert"}


def alert(
    *children: Any, tone: Tone = "info", title: str | rx.Var | None = None, action: Any = None, **props: Any
) -> rx.Component:
    """A notice that is on the page from the start: it does not interrupt a reader."""
    heading = [rx.el.strong(title, class_name="ef-notice-title"), " "] if title is not None else []
    return rx.el.div(
        icon(ICONS[tone]),
        rx.el.div(*heading, *children, class_name="ef-notice-text"),
        *([rx.el.div(action, class_name="ef-notice-action")] if action is not None else []),
        class_name="ef-notice",
        data_tone=tone,
        **props,
    )


def focused(sentence: rx.Var | str, id: str) -> rx.Component:  # noqa: A002
    """What was just done, when it may be said far from the gesture: it takes the focus when it appears."""
    focus = TakeFocus.create(target=id, times=sentence)
    said = rx.el.div(focus, alert(sentence, tone="done"), id=id, tab_index=-1, role="status")
    return rx.cond(sentence, said)


def live_alert(sentence: rx.Var | str, tone: Tone = "refused", **props: Any) -> rx.Component:
    """A sentence that appears after a gesture, and is read aloud when it does."""
    urgent = tone == "refused"
    return rx.el.div(
        rx.cond(sentence, alert(sentence, tone=tone)),
        role="alert" if urgent else "status",
        aria_live="assertive" if urgent else "polite",
        class_name="ef-live",
        **props,
    )
