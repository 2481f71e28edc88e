"""A RIB as typed, and an agent's refusal, checked."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from espace_factures.core import rib
from espace_factures.core.errors import FormError
from espace_factures.ribs.rules import OTHER, REASONS
from espace_factures.web.forms import Form

PARTS = ("bank", "branch", "account", "key")


def _identifier(text: object) -> int:
    if not str(text).isdigit():
        raise ValueError("Choisissez l’établissement du RIB.")
    return int(str(text))


def _holder(text: str) -> str:
    if not text:
        raise ValueError("Écrivez le titulaire du compte, comme sur le relevé.")
    return text


class NewRib(Form):
    """The IBAN, or the four parts of the RIB: one derives the other."""

    establishment: Annotated[int, BeforeValidator(_identifier)] = 0
    iban: str = ""
    bank: str = ""
    branch: str = ""
    account: str = ""
    key: str = ""
    bic: Annotated[str, Field(max_length=11)] = ""
    holder: Annotated[str, Field(max_length=120), AfterValidator(_holder)] = ""


def checked_rib(form: NewRib) -> rib.Rib:
    """The RIB that was typed, its keys verified; raises FormError by the field."""
    parts = [getattr(form, part) for part in PARTS]
    try:
        if form.iban:
            found = rib.parse_iban(form.iban)
            _agree(found, parts)
            return found
        if not any(parts):
            raise rib.RibError("iban", "Écrivez l’IBAN, ou les quatre parties du RIB.")
        return rib.parse_rib(*parts)
    except rib.RibError as error:
        raise FormError({error.field: str(error)}) from None


def _agree(found: rib.Rib, parts: list[str]) -> None:
    known = [found.bank, found.branch, found.account, found.key]
    for field, typed, expected in zip(PARTS, parts, known, strict=True):
        if typed and "".join(typed.split()).upper() != expected:
            raise rib.RibError(field, f"L’IBAN dit {expected} : vérifiez l’un et l’autre.")


class Refusal(Form):
    """An agent's refusal."""

    reason: str = ""
    comment: Annotated[str, Field(max_length=2000)] = ""


def refusal_faults(form: Refusal) -> dict[str, str]:
    """What a refusal lacks, by field."""
    if form.reason not in REASONS:
        return {"reason": "Choisissez un motif."}
    if form.reason == OTHER and not form.comment:
        return {"comment": "Expliquez le motif : le fournisseur lira cette phrase."}
    return {}
