"""A habilitation as asked for and as decided, checked."""

from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field

from espace_factures.app.forms import Form, Ticked, filled
from espace_factures.core.ridet import parse as parse_ridet
from espace_factures.core.words import joined
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Life
from espace_factures.habilitations.rules import CHECKED, Status

LONGEST: Final = {"name": 200, "address": 300, "activity": 200, "position": 100, "department": 100}


class LookUp(Form):
    """The number to look up."""

    ridet: Annotated[str, AfterValidator(parse_ridet)] = ""


class Application(Form):
    """Who asks, for which établissement, as what."""

    ridet: Annotated[str, AfterValidator(parse_ridet)] = ""
    name: Annotated[str, Field(max_length=LONGEST["name"]), filled("Écrivez le nom de l’établissement.")] = ""
    address: Annotated[str, Field(max_length=LONGEST["address"]), filled("Écrivez l’adresse de l’établissement.")] = ""
    activity: Annotated[str, Field(max_length=LONGEST["activity"])] = ""
    position: Annotated[
        str, Field(max_length=LONGEST["position"]), filled("Écrivez votre fonction, par exemple gérante.")
    ] = ""
    department: Annotated[
        str,
        Field(max_length=LONGEST["department"]),
        filled("Écrivez le service que vous représentez, par exemple comptabilité."),
    ] = ""


class Sending(Application):
    """The form as it is sent, with its proof."""

    proof: Annotated[str, filled("Joignez le justificatif : un PDF ou une photo.")] = ""


class HabilitationDecision(Decision):
    """An agent's decision on a habilitation."""

    in_person: Ticked = False

    def faults(self, life: Life[Any]) -> dict[str, str]:
        """What the decision lacks; asking for a complement needs words."""
        faults = super().faults(life)
        is_silent = self.status == Status.INCOMPLETE and not self.comment
        if is_silent or "comment" in faults:
            faults["comment"] = "Écrivez ce que la personne doit savoir ou envoyer."
        return faults

    @property
    def words(self) -> str:
        """The comment, and that the papers were seen."""
        return joined("\n", self.comment, CHECKED if self.in_person else "")
