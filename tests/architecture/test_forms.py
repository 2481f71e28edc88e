"""Every form of the portal posts, to an address that takes its fields; what it may show again is never a secret."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from espace_factures import catalogue
from espace_factures.core.secret_fields import is_shown, shown

PACKAGE = Path(__file__).parents[2] / "espace_factures"
MAKER = PACKAGE / "ui" / "native.py"
SECRET = re.compile(r'(type:"password"|autoComplete:"one-time-code")')
NAME = re.compile(r'^name:"([^"]+)"$')


def forms(source: str) -> list[str]:
    """Reflex's own forms, which no browser may send as they are."""
    named = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute) and node.attr == "form"]
    return [name for node in named if (name := ast.unparse(node)) in {"rx.form", "rx.el.form"}]


def secrets(rendered: Any) -> Iterator[str]:
    """The names of the fields of passwords and codes in what a component renders."""
    if isinstance(rendered, dict):
        props = [prop for prop in rendered.get("props") or [] if isinstance(prop, str)]
        if any(SECRET.match(prop) for prop in props):
            yield from (found[1] for prop in props if (found := NAME.match(prop)))
        for part in rendered.values():
            yield from secrets(part)
    elif isinstance(rendered, list | tuple):
        for part in rendered:
            yield from secrets(part)


def test_every_form_is_made_in_one_place() -> None:
    made = {str(file.relative_to(PACKAGE)): forms(file.read_text()) for file in PACKAGE.rglob("*.py") if file != MAKER}
    assert {name: calls for name, calls in made.items() if calls} == {}
    assert forms('x = rx.el.form(rx.el.input(name="a"))') == ["rx.el.form"]


def test_no_secret_of_any_page_is_ever_shown_again() -> None:
    names = {name for page in catalogue.PAGES for name in secrets(page.component().render())}
    assert names >= {"password", "confirmation", "code", "proof_typed", "totp_code", "email_code", "current"}
    assert [name for name in sorted(names) if is_shown(name)] == []


@pytest.mark.parametrize("name", ["first_name", "email", "message", "iban", "birth_date", "q"])
def test_what_was_typed_is_shown_again(name: str) -> None:
    assert shown({name: "a", "password": "b", "file": object(), "empty": ""}) == {name: "a"}
