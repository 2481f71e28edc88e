"""A refused form says what to write, in French, in the order of the page."""

from datetime import date

import pytest
from pydantic import EmailStr

from espace_factures.app.forms import Form, parse
from espace_factures.core.errors import FormError


class Day(Form):
    """A date."""

    day: date


class Card(Form):
    """Three fields, in this order."""

    name: str
    age: int
    email: EmailStr


def refused(**typed: str) -> dict[str, str]:
    """The sentences of a refused form."""
    with pytest.raises(FormError) as refusal:
        parse(Card, typed)
    return refusal.value.fields


def test_the_faults_come_in_the_order_of_the_fields() -> None:
    assert list(refused()) == ["name", "age", "email"]


@pytest.mark.parametrize("email", ["", "a", "a@b", "a@b..nc"])
def test_an_address_pydantic_refuses_is_told_in_french(email: str) -> None:
    assert refused(name="x", age="1", email=email) == {
        "email": "Vérifiez cette réponse\u00a0: elle n’a pas la forme attendue."
    }


@pytest.mark.parametrize("typed", ["", "hier", "2026-13-45"])
def test_a_date_that_is_none_is_told_in_french(typed: str) -> None:
    with pytest.raises(FormError) as refusal:
        parse(Day, {"day": typed})
    assert refusal.value.fields == {"day": "Écrivez une date, par exemple 18/11/2026."}
