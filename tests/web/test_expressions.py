"""What Reflex writes for a browser is said the same by the server's templates, or refused by name."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from espace_factures.web import drawing, expressions
from espace_factures.web.slots import ENVIRONMENT


@dataclass(frozen=True)
class Row:
    """A row as a presenter makes it."""

    name: str = "F-1"
    items: str = "two"
    count: int = 2
    errors: dict[str, str] = field(default_factory=dict)


def shown(expression: str, **values: Any) -> str:
    """The expression, written in a page."""
    return ENVIRONMENT.from_string(drawing.template({"contents": expression})).render(values)


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ('row?.["name"]', "F-1"),
        ('row?.["items"]', "two"),
        ('s.rows_rx_state_?.at?.(1)?.["name"]', "F-2"),
        ('("n° "+row?.["name"])', "n° F-1"),
        ('(row?.["count"] + 1)', "3"),
        ('(JSON.stringify(row?.["count"]))', "2"),
        ('(isTrue(row?.["errors"]?.["none"]) ? "a" : "b")', "b"),
        ('(row?.["count"] > 1 ? (row?.["count"] >= 3 ? "x" : "y") : "z")', "y"),
        ('(row?.["name"]?.valueOf?.() === "F-1"?.valueOf?.() ? "yes" : "no")', "yes"),
        ('(pyOr((s.rows_rx_state_.length > 5), () => (s.is_open_rx_state_)) ? "yes" : "no")', "yes"),
        ('(pyAnd(s.is_open_rx_state_, () => (!s.is_open_rx_state_)) ? "yes" : "no")', "no"),
        ("s.is_open_rx_state_", ""),
        ("null", ""),
        ('"l’aide \\"<b>\\" \'é\'"', "l’aide &#34;&lt;b&gt;&#34; &#39;é&#39;"),
    ],
)
def test_an_expression_says_what_a_browser_would(expression: str, written: str) -> None:
    values = {"rows": [Row(), Row(name="F-2")], "is_open": True}
    assert shown(expression, row=Row(), s=values) == written


@pytest.mark.parametrize("expression", ["new Date()", "fetch(row)", "a ? b", "`${row}`", "((a)"])
def test_what_the_server_cannot_say_is_refused_by_its_words(expression: str) -> None:
    with pytest.raises(expressions.UnknownExpressionError, match="cannot say"):
        expressions.said(expression)


def test_a_component_that_the_server_cannot_draw_is_refused_by_name() -> None:
    with pytest.raises(expressions.UnknownExpressionError, match="Modal"):
        drawing.template({"name": "Modal", "props": [], "children": []})


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("href", '/?a=1&b="', ' href="/?a=1&amp;b=&#34;"'),
        ("disabled", True, ' disabled=""'),
        ("disabled", False, ""),
        ("aria-pressed", False, ' aria-pressed="false"'),
        ("title", None, ""),
        ("value", "", ' value=""'),
    ],
)
def test_an_attribute_is_written_as_react_writes_it(name: str, value: object, written: str) -> None:
    assert drawing.attribute(name, value) == written


def test_braces_of_a_text_begin_no_expression() -> None:
    drawn = drawing.template({"name": '"p"', "props": ['title:"{{ 1 }}"'], "children": [{"contents": '"{% x %}"'}]})
    assert ENVIRONMENT.from_string(drawn).render() == '<p title="&#123;&#123; 1 }}">&#123;% x %}</p>'
