"""What an administrator types, checked."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator

from espace_factures.app.forms import Form
from espace_factures.core import typed
from espace_factures.core.access import Role
from espace_factures.identity.forms import Address

PREFIX = "direction_"
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


def boxes(raw: Mapping[str, str]) -> frozenset[int]:
    """The numbers of the directions whose box is ticked."""
    ticked = (name for name, value in raw.items() if name.startswith(PREFIX) and value)
    return frozenset(typed.identifier(name.removeprefix(PREFIX)) for name in ticked) - {0}
