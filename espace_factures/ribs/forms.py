"""A RIB as typed, and an agent's refusal, checked."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from espace_factures.app.forms import Form, Identifier
from espace_factures.core import rib as bank_details
from espace_factures.core import typed
from espace_factures.core.errors import FormError
from espace_factures.core.rib import PARTS, read_rib

LONGEST_HOLDER: Final = 120
BIC: Final = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", re.ASCII)


def _bic(text: str) -> str:
    bare = "".join(typed.unlabelled(text, "bic", "swift", "code").split()).upper()
    if bare and not BIC.fullmatch(bare):
        raise ValueError("Écrivez les 8 ou 11 caractères du BIC, par exemple BCADNCNN, ou laissez vide.")
    return bare


class NewRib(Form):
    """The IBAN, or the four parts of the RIB: one derives the other."""

    establishment: Identifier = 0
    iban: str = ""
    bank: str = ""
    branch: str = ""
    account: str = ""
    key: str = ""
    bic: Annotated[str, AfterValidator(_bic)] = ""
    holder: Annotated[str, Field(max_length=LONGEST_HOLDER)] = ""


def checked_rib(form: NewRib, proof: str) -> bank_details.Rib:
    """The RIB that was typed, its keys verified; raises FormError with every field to correct."""
    faults = {"establishment": "" if form.establishment else "Choisissez l’établissement du RIB."}
    found = None
    try:
        found = read_rib(form.iban, [getattr(form, part) for part in PARTS])
    except bank_details.RibError as error:
        faults[error.field] = str(error)
    faults["holder"] = "" if form.holder else "Écrivez le titulaire du compte, comme sur le relevé."
    faults["proof"] = "" if proof else "Joignez le relevé d’identité bancaire de votre banque."
    if found is None or any(faults.values()):
        raise FormError({field: sentence for field, sentence in faults.items() if sentence})
    return found
