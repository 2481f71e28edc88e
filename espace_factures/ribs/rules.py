"""The life of a RIB: two agents vouch for it, then it waits before it is used."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from espace_factures.core.errors import DomainError, StaleError
from espace_factures.demandes.rules import Stage, Tone


class Status(StrEnum):
    """Where a RIB stands."""

    TO_CHECK = "a-verifier"
    VALIDATED = "valide"
    REFUSED = "refuse"
    REPLACED = "remplace"


STAGES: Final[Mapping[Status, Stage]] = {
    Status.TO_CHECK: Stage("À vérifier", Tone.PROGRESS),
    Status.VALIDATED: Stage("Validé", Tone.DONE),
    Status.REFUSED: Stage("Refusé", Tone.REFUSED),
    Status.REPLACED: Stage("Remplacé", Tone.NEUTRAL),
}

FIRST_CHECK: Final = Stage("Vérifié une fois", Tone.PROGRESS)
LEGAL_FORMS: Final = frozenset({"sarl", "sas", "sasu", "eurl", "sa", "snc", "sci", "ei", "gie", "ste", "societe"})
OTHER: Final = "AUTRE"
REASONS: Final[Mapping[str, str]] = {
    "JUSTIF_ABS": "le relevé d’identité bancaire manque ou n’est pas lisible",
    "COORD_BANC_ERR": "les coordonnées ne sont pas celles du relevé",
    "CREANCIER_ERR": "le titulaire du compte n’est pas l’établissement",
    OTHER: "autre motif",
}


def is_second_validation(status: Status, first_validator: int | None, agent: int) -> bool:
    """Whether this validation completes the first; raises DomainError when the same agent comes twice."""
    if status is not Status.TO_CHECK:
        raise StaleError
    if first_validator == agent:
        raise DomainError("Vous avez déjà validé ce RIB : la seconde validation revient à un autre agent.")
    return first_validator is not None


def names_agree(holder: str, place: str) -> bool:
    """Whether one name holds the other, whatever the case, the accents, the signs and the order of the words."""
    mine, theirs = _words(holder), _words(place)
    return bool((mine & theirs) - LEGAL_FORMS) and (mine <= theirs or theirs <= mine)


def _words(name: str) -> set[str]:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return set("".join(letter if letter.isalnum() else " " for letter in bare.casefold()).split())
