"""Raw values to checked ones, refusals in French."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, Field

from espace_factures.app.forms import Form, parse
from espace_factures.core.errors import FormError


class Colour(StrEnum):
    """A choice."""

    RED = "rouge"


def _even(number: int) -> int:
    if number % 2:
        raise ValueError("Écrivez un nombre pair.")
    return number


class Sample(Form):
    """A form."""

    name: Annotated[str, Field(min_length=1, max_length=10)]
    colour: Colour = Colour.RED
    side: Literal["pile", "face"] = "pile"
    born: date = date(2000, 1, 1)
    count: Annotated[int, AfterValidator(_even)] = 0


def test_spaces_around_are_dropped_and_unknown_fields_ignored() -> None:
    assert parse(Sample, {"name": "  Élodie ", "is_admin": "1"}).name == "Élodie"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Ce champ est à remplir."),
        ("name", "   ", "Ce champ est à remplir."),
        ("name", None, "Ce champ est à remplir."),
        ("name", "a" * 11, "Ce texte est trop long\u202f: 10\u00a0caractères au plus."),
        ("colour", "bleu", "Choisissez une des réponses proposées."),
        ("side", "tranche", "Choisissez une des réponses proposées."),
        ("born", "hier", "Écrivez une date, par exemple 18/11/2026."),
        ("count", "trois", "Écrivez un nombre entier."),
        ("count", "3", "Écrivez un nombre pair."),
        ("count", "3.5", "Écrivez un nombre entier."),
    ],
)
def test_each_refusal_is_a_sentence_by_its_field(field: str, value: str | None, sentence: str) -> None:
    with pytest.raises(FormError) as refused:
        parse(Sample, {"name": "Élodie"} | {field: value})  # type: ignore[dict-item]
    assert refused.value.fields == {field: sentence}


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(FormError) as refused:
        parse(Sample, {"colour": "bleu", "count": "x"})
    assert set(refused.value.fields) == {"name", "colour", "count"}
