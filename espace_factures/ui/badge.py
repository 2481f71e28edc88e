"""A status: a dot and a word, never a colour alone."""

from typing import Literal

import reflex as rx

Tone = Literal["neutral", "progress", "done", "waiting", "refused"]


def badge(label: str | rx.Var, tone: Tone | rx.Var = "neutral") -> rx.Component:
    """One status, in the tone of what it means for the person."""
    return rx.el.span(
        rx.el.span(class_name="ef-badge-dot", aria_hidden="true"), label, class_name="ef-status-badge", data_tone=tone
    )


def origin_badge(label: str | rx.Var) -> rx.Component:
    """Where a value comes from, beside its label: « lu dans votre fichier »."""
    return rx.el.span(label, class_name="ef-origin-badge")
