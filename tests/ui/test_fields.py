"""Every field is named by its label, and points at its hint and at what to correct."""

from collections.abc import Callable

import pytest
import reflex as rx

from espace_factures.ui import fields

SAID = rx.Var("said", _var_type=str)
CHOICES = [("a", "Avis"), ("k", "Kbis")]

CONTROLS: dict[str, Callable[[], rx.Component]] = {
    "text": lambda: fields.text_field("piece", "Pièce", error=SAID, hint="Une seule.", required=True),
    "area": lambda: fields.area_field("piece", "Pièce", error=SAID, hint="Une seule.", required=True),
    "money": lambda: fields.money_field("piece", "Pièce", error=SAID, hint="Une seule.", required=True),
    "password": lambda: fields.password_field("piece", "Pièce", error=SAID, hint="Une seule.", required=True),
    "code": lambda: fields.code_field("piece", "Pièce", error=SAID, hint="Une seule.", required=True),
    "select": lambda: fields.select_field("piece", "Pièce", CHOICES, "k", error=SAID, hint="Une seule.", required=True),
    "check": lambda: fields.check_field("piece", "Pièce", error=SAID, hint="Une seule.", required=True),
    "file": lambda: fields.file_field("piece", "Pièce", "Une seule.", ".pdf", error=SAID, required=True),
}


@pytest.fixture(params=CONTROLS)
def drawn(request: pytest.FixtureRequest) -> str:
    return str(CONTROLS[request.param]())


def test_a_field_is_named_by_its_label(drawn: str) -> None:
    assert 'htmlFor:"piece"' in drawn
    assert 'id:"piece"' in drawn


def test_a_field_has_a_name_and_a_test_id(drawn: str) -> None:
    assert 'name:"piece"' in drawn
    assert '"data-testid":"piece"' in drawn


def test_a_field_points_at_its_hint_and_its_error(drawn: str) -> None:
    assert '"aria-describedby":"piece-aide piece-erreur"' in drawn
    assert 'id:"piece-aide"' in drawn
    assert 'id:"piece-erreur"' in drawn


def test_a_field_says_when_it_is_to_correct(drawn: str) -> None:
    assert '"aria-invalid":' in drawn


def test_the_star_of_a_required_field_is_not_read(drawn: str) -> None:
    star = drawn[drawn.index("ef-field-star") - 60 : drawn.index("ef-field-star")]
    assert '"aria-hidden":"true"' in star
    assert '"aria-required":"true"' in drawn


def test_a_field_without_hint_nor_error_points_at_nothing() -> None:
    assert "aria-describedby" not in str(fields.text_field("piece", "Pièce"))


def test_a_choice_is_a_group_named_by_its_legend() -> None:
    drawn = str(fields.choice_field("piece", "Pièce", CHOICES, "k", error=SAID, hint="Une seule."))
    assert 'jsx("fieldset"' in drawn
    assert 'jsx("legend"' in drawn
    assert '"aria-describedby":"piece-aide piece-erreur"' in drawn


def test_no_field_carries_an_inline_style(drawn: str) -> None:
    assert "css:" not in drawn
    assert "style:" not in drawn
