"""What a person types to change their account, checked."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from espace_factures.app.forms import Form, Secret
from espace_factures.identity.forms import Address, BirthDate, NewPassword
from espace_factures.identity.rules import phones
from espace_factures.profile.rules import Paper


class Mobile(Form):
    """A mobile number of New Caledonia."""

    mobile: Annotated[str, BeforeValidator(phones.parse_mobile)]


class ChangedPassword(NewPassword):
    """The same, by somebody who knows the present one."""

    current: Secret


def _paper(text: object) -> object:
    if text not in set(Paper):
        raise ValueError("Choisissez la pièce que la personne a présentée.")
    return text


def _seen(text: object) -> bool:
    if text in {"", "false", "False", False}:
        raise ValueError("Cochez cette case une fois la personne et sa pièce vues.")
    return True


class Seen(Address):
    """Whom an agent has in front of them, as the paper says it."""

    birth_date: BirthDate
    paper: Annotated[Paper, BeforeValidator(_paper)] = Field(default="", validate_default=True)  # type: ignore[assignment]
    seen: Annotated[bool, BeforeValidator(_seen)] = Field(default=False, validate_default=True)
