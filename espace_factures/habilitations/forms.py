"""A demande for a habilitation as typed, and an agent's decision, checked."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from espace_factures.app.forms import Comment, Form
from espace_factures.core.ridet import parse as parse_ridet
from espace_factures.habilitations.rules import OTHER, REASONS, Status


def _filled(sentence: str) -> AfterValidator:
    def check(text: str) -> str:
        if not text:
            raise ValueError(sentence)
        return text

    return AfterValidator(check)


def _is_checked(value: object) -> bool:
    return str(value) not in {"", "False", "false"}


class LookUp(Form):
    """The number to look up."""

    ridet: Annotated[str, AfterValidator(parse_ridet)] = ""


class Application(Form):
    """Who asks, for which établissement, as what."""

    ridet: Annotated[str, AfterValidator(parse_ridet)] = ""
    name: Annotated[str, Field(max_length=200), _filled("Écrivez le nom de l’établissement.")] = ""
    address: Annotated[str, Field(max_length=300), _filled("Écrivez l’adresse de l’établissement.")] = ""
    activity: Annotated[str, Field(max_length=200)] = ""
    position: Annotated[str, Field(max_length=100), _filled("Écrivez votre fonction, par exemple gérante.")] = ""
    department: Annotated[
        str, Field(max_length=100), _filled("Écrivez le service que vous représentez, par exemple comptabilité.")
    ] = ""


class Sending(Application):
    """The form as it is sent, with its proof."""

    proof: Annotated[str, _filled("Joignez le justificatif : un PDF ou une photo.")] = ""


class Decision(Form):
    """An agent's decision as typed."""

    status: Status
    reason: str = ""
    comment: Comment = ""
    in_person: Annotated[bool, BeforeValidator(_is_checked)] = False


def decision_faults(form: Decision) -> dict[str, str]:
    """What a decision lacks, by field."""
    faults: dict[str, str] = {}
    if form.status is Status.REFUSED and form.reason not in REASONS:
        faults["reason"] = "Choisissez un motif."
    needs_words = form.status is Status.INCOMPLETE or (form.status is Status.REFUSED and form.reason == OTHER)
    if needs_words and not form.comment:
        faults["comment"] = "Écrivez ce que la personne doit savoir ou envoyer."
    return faults
