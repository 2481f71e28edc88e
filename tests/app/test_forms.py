"""A refused form says what to write, in French, in the order of the page."""

from datetime import date

import pytest

from espace_factures.app.forms import Email, Form, Lines, Secret, parse
from espace_factures.core.errors import FormError


class Day(Form):
    """A date."""

    day: date


class Card(Form):
    """Three fields, in this order."""

    name: str
    age: int
    email: Email


def refused(**typed: str) -> dict[str, str]:
    """The sentences of a refused form."""
    with pytest.raises(FormError) as refusal:
        parse(Card, typed)
    return refusal.value.fields


def test_the_faults_come_in_the_order_of_the_fields() -> None:
    assert list(refused()) == ["name", "age", "email"]


@pytest.mark.parametrize("email", ["", "a", "a@b", "a@b..nc", "jean @mail.nc"])
def test_an_address_that_is_none_is_refused_with_an_example(email: str) -> None:
    assert refused(name="x", age="1", email=email)["email"].endswith("par exemple prenom.nom@mail.nc.")


class Letter(Form):
    """One field of each kind."""

    name: str = ""
    words: Lines = ""
    secret: Secret = ""


def test_each_field_is_cleaned_as_its_kind_asks() -> None:
    typed = " E\u0301lodie\u200b\u00a0 W.\r\n "
    letter = parse(Letter, {"name": typed, "words": typed + "Merci\x00", "secret": typed})
    assert letter == Letter(name="Élodie W.", words="Élodie  W.\n Merci", secret=" Élodie\u200b\u00a0 W.\r\n ")


@pytest.mark.parametrize("typed", ["", "hier", "2026-13-45"])
def test_a_date_that_is_none_is_told_in_french(typed: str) -> None:
    with pytest.raises(FormError) as refusal:
        parse(Day, {"day": typed})
    assert refusal.value.fields == {"day": "Écrivez une date, par exemple 18/11/2026."}
