"""What an agent types of a person who came, checked."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from espace_factures.core import ridet
from espace_factures.core.errors import FormError
from espace_factures.demandes.rules import LONGEST_REFERENCE
from espace_factures.profile.forms import Seen
from espace_factures.reception.rules import Purpose


def _purpose(text: object) -> object:
    if text not in set(Purpose):
        raise ValueError("Choisissez pourquoi la personne est venue.")
    return text


class Came(Seen):
    """Whom they have in front of them, and for what."""

    purpose: Annotated[Purpose, BeforeValidator(_purpose)] = Field(default="", validate_default=True)  # type: ignore[assignment]
    ridet: str = ""
    reference: Annotated[str, Field(max_length=LONGEST_REFERENCE)] = ""

    @property
    def place(self) -> str:
        """The ten digits of the établissement; raises FormError."""
        try:
            return ridet.parse(self.ridet)
        except ValueError as error:
            raise FormError({"ridet": str(error)}) from None
