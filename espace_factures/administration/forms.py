"""What an administrator types, checked."""

import re
from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field

from espace_factures.app.forms import Form, Ticked, filled
from espace_factures.core import typed
from espace_factures.core.access import Role
from espace_factures.identity.forms import Address

CODE = re.compile(r"[A-Za-z0-9-]{2,16}")
BANK = re.compile(r"[0-9]{5}")
BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
PREFIX = "direction_"
MOST_PLACES: Final = 99
"""Of the box of a direction; its number follows."""


def _role(text: object) -> object:
    if text not in set(Role) - {Role.USER}:
        raise ValueError("Choisissez un rôle.")
    return text


ChosenRole = Annotated[Role, BeforeValidator(_role)]


class Invited(Address):
    """To whom a role is offered."""

    role: ChosenRole = ""  # type: ignore[assignment]


class Given(Form):
    """A role for an agent."""

    role: ChosenRole = ""  # type: ignore[assignment]


class Left(Form):
    """Who takes over the directions that nobody else serves: the number of an agent, or « personne »."""

    successor: str = ""


class Taken(Given, Left):
    """A role taken back."""


DirectionName = Annotated[str, Field(max_length=120), filled("Écrivez le nom de la direction.")]


class Renamed(Form):
    """The name that a direction takes: on one page no two fields have one name."""

    new_name: DirectionName = ""


def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise ValueError("Écrivez un code court, sans espace ni accent, comme DENV.")
    return text.upper()


class NewDirection(Form):
    """A direction of the Province."""

    code: Annotated[str, AfterValidator(_code)] = ""
    direction_name: DirectionName = ""


class Changed(Form):
    """Another value for a parameter, from a day on; the services read what they hold."""

    value: str = ""
    day: str = ""
    text: Annotated[str, Field(max_length=300)] = ""


class RateTyped(Form):
    """A TGC rate, and its first day."""

    rate: str = ""
    rate_day: str = ""


class RateEnded(Form):
    """A TGC rate, and its last day."""

    rate: str = ""
    end_day: str = ""


def _bank_code(text: str) -> str:
    if not BANK.fullmatch(text):
        raise ValueError("Écrivez les cinq chiffres du code banque, comme 17499.")
    return text


def _bic(text: str) -> str:
    bare = text.replace(" ", "").upper()
    if bare and not BIC.fullmatch(bare):
        raise ValueError("Écrivez un BIC de 8 ou 11 caractères, comme BCADNCNN, ou rien.")
    return bare


class BankTyped(Form):
    """A bank of the Province's list."""

    bank: Annotated[str, AfterValidator(_bank_code)] = ""
    bank_name: Annotated[str, Field(max_length=80), filled("Écrivez le nom de la banque.")] = ""
    bic: Annotated[str, AfterValidator(_bic)] = ""


LONGEST_REASON: Final = 120
LONGEST_SENTENCE: Final = 300


def _place(text: str) -> int:
    number = typed.identifier(text)
    if not 0 < number <= MOST_PLACES:
        raise ValueError(f"Écrivez une place entre 1 et {MOST_PLACES}.")
    return number


Place = Annotated[int, BeforeValidator(_place)]


class ReasonTyped(Form):
    """How a coded reason is worded, where it stands, and whether agents are offered it."""

    words: Annotated[str, Field(max_length=LONGEST_REASON), filled("Écrivez le motif.")] = ""
    place: Place = ""  # type: ignore[assignment]
    offered: Ticked = False


class SentenceTyped(Form):
    """A usual sentence, where it stands, and whether agents are offered it."""

    sentence: Annotated[str, Field(max_length=LONGEST_SENTENCE), filled("Écrivez la phrase.")] = ""
    sentence_place: Place = ""  # type: ignore[assignment]
    sentence_offered: Ticked = False


def boxes(raw: Mapping[str, str]) -> frozenset[int]:
    """The numbers of the directions whose box is ticked."""
    ticked = (name for name, value in raw.items() if name.startswith(PREFIX) and value)
    return frozenset(typed.identifier(name.removeprefix(PREFIX)) for name in ticked) - {0}
