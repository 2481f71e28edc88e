"""What to correct, gathered at the top of the form and tied to each field."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A

from espace_factures.ui.focus import TakeFocus
from espace_factures.ui.icon import icon
from espace_factures.ui.native import listener
from espace_factures.ui.title import ToCorrect


def error_summary(
    errors: rx.Var | Any,
    sentence: rx.Var | str,
    times: rx.Var | int = 0,
    id: str = "resume-erreurs",  # noqa: A002
) -> rx.Component:
    """The sentence and the fields to correct; it takes the focus when it appears, and each time `times` changes."""
    return rx.cond(sentence, _summary(errors, sentence, times, id))


def refusal(sentence: rx.Var | str, id: str = "resume-erreurs") -> rx.Component:  # noqa: A002
    """The same for a sentence alone."""
    return rx.cond(sentence, _summary(None, sentence, 0, id))


def _summary(errors: Any, sentence: Any, times: Any, id: str) -> rx.Component:  # noqa: A002
    fields = [] if errors is None else [rx.cond(_some(errors), _list(errors))]
    return rx.el.div(
        icon("circle-alert"),
        rx.el.div(
            rx.el.p(sentence, class_name="ef-notice-title"),
            *fields,
            class_name="ef-notice-text",
        ),
        TakeFocus.create(target=id, times=times),
        ToCorrect.create(),
        id=id,
        role="alert",
        tab_index=-1,
        class_name="ef-notice",
        data_tone="refused",
    )


def _some(errors: Any) -> rx.Var:
    return rx.Var.create(errors).to(dict).length() > 0


def _list(errors: Any) -> rx.Component:
    return rx.el.ul(rx.foreach(errors, _line), class_name="ef-summary-list")


def _line(item: Any) -> rx.Component:
    return rx.el.li(
        A.create(
            item[1],
            href="#" + item[0],
            class_name="ef-text-link",
            custom_attrs={"onClick": listener("ui/focus", "goToField")},
        )
    )
