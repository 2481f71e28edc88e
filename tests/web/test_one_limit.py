"""A field has one limit: what the browser lets one write is what the form accepts, on every page."""

from collections.abc import Iterator
from typing import Any

import pytest
import reflex as rx

from espace_factures import catalogue
from espace_factures.app.forms import Form
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.demandes.rules import LONGEST_MESSAGE
from espace_factures.invoices.certificate.rules import LONGEST
from espace_factures.profile.service.keys import LONGEST_NAME
from espace_factures.web.pages import Page

SEARCHED = dict.fromkeys(("q", "mots", "qui", "objet"), LONGEST_SEARCH)
WITHOUT_FORM = {**SEARCHED, "answer": LONGEST_MESSAGE, "nom": LONGEST_NAME, "verification": LONGEST}
"""What is written without a form of ours behind it, and the limit that its use case applies."""
WRITTEN = {"text", "search", "None"}


def limits() -> dict[str, int]:
    """The limit of each field, by its name."""
    found: dict[str, int] = dict(WITHOUT_FORM)
    queue: list[type[Form]] = list(Form.__subclasses__())
    while queue:
        form = queue.pop()
        queue += form.__subclasses__()
        for name, field in form.model_fields.items() if form.__module__.startswith("espace_factures.") else ():
            for mark in field.metadata:
                if most := getattr(mark, "max_length", None):
                    assert found.setdefault(name, most) == most, f"« {name} » has two limits"
    return found


def controls(component: Any) -> Iterator[Any]:
    """Every field that one writes in."""
    tag = str(getattr(component, "tag", "")).strip('"')
    kind = str(getattr(component, "type", None)).strip('"')
    is_written = tag == "textarea" or (tag == "input" and kind in WRITTEN)
    if is_written and getattr(component, "hidden", None) is None:
        yield component
    for child in getattr(component, "children", []):
        yield from controls(child)


@pytest.mark.parametrize("declared", catalogue.PAGES, ids=lambda page: page.route)
def test_the_browser_and_the_form_agree_on_each_limit(declared: Page) -> None:
    known = limits()
    drawn = declared.component()
    assert isinstance(drawn, rx.Component)
    for control in controls(drawn):
        name, most = str(control.name).strip('"'), getattr(control, "max_length", None)
        assert (None if most is None else int(str(most))) == known.get(name), name


def test_every_limit_of_a_form_is_kept_in_the_browser() -> None:
    drawn = {str(field.name).strip('"') for page in catalogue.PAGES for field in controls(page.component())}
    imported = {"direction", "label", "line", "number", "name", "reference", "mandate"}
    assert set(limits()) - imported <= drawn
