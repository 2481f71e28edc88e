"""What a handler may be given."""

import inspect
from typing import Any

import pytest

from espace_factures.web.arguments import MalformedError, fitting, storable


def handler(form: dict[str, str], name: str, count: int = 0, is_open: bool = False) -> None:
    """A handler's arguments."""


SIGNATURE = inspect.signature(handler)


def test_what_is_declared_passes() -> None:
    given = fitting(SIGNATURE, (), {"form": {"a": "b"}, "name": "n", "count": 3, "is_open": True})
    assert given == {"form": {"a": "b"}, "name": "n", "count": 3, "is_open": True}


def test_what_is_left_out_keeps_its_default() -> None:
    assert fitting(SIGNATURE, ({}, "n"), {}) == {"form": {}, "name": "n"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": {}},
        {"form": {}, "name": "n", "actor": 1},
        {"form": {}, "name": 7},
        {"form": {}, "name": None},
        {"form": [], "name": "n"},
        {"form": "text", "name": "n"},
        {"form": {"a": {"$ne": ""}}, "name": "n"},
        {"form": {"a": ["b"]}, "name": "n"},
        {"form": {1: "b"}, "name": "n"},
        {"form": {}, "name": "n", "count": "²"},
        {"form": {}, "name": "n", "count": "1.5"},
        {"form": {}, "name": "n", "count": True},
        {"form": {}, "name": "n", "count": 2**70},
        {"form": {}, "name": "n", "count": "9" * 40},
        {"form": {}, "name": "n", "is_open": "yes"},
    ],
    ids=str,
)
def test_what_is_not_declared_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        fitting(SIGNATURE, (), wrong)


def test_a_number_may_come_as_text() -> None:
    assert fitting(SIGNATURE, ({}, "n", "-12"), {})["count"] == -12


def test_a_form_holds_text_alone() -> None:
    given = fitting(SIGNATURE, ({"a": None, "b": True, "c": 3}, "n"), {})
    assert given["form"] == {"a": "", "b": "True", "c": "3"}


@pytest.mark.parametrize(("text", "kept"), [("a\x00b", "ab"), ("a\ud800b", "ab"), ("é€😀", "é€😀")])
def test_text_is_made_storable(text: str, kept: str) -> None:
    assert storable(text) == kept
    assert fitting(SIGNATURE, ({text: text}, text), {})["form"] == {kept: kept}
