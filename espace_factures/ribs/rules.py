"""The life of a RIB: two agents vouch for it, then it waits before it is used."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from espace_factures.core.access import Permission
from espace_factures.demandes.rules import OTHER, Life, Stage, Tone


class Status(StrEnum):
    """Where a RIB stands."""

    TO_CHECK = "a-verifier"
    CHECKED = "verifie"
    VALIDATED = "valide"
    REFUSED = "refuse"
    REPLACED = "remplace"
    FROZEN = "gele"


STAGES: Final[Mapping[Status, Stage]] = {
    Status.TO_CHECK: Stage("À vérifier", Tone.PROGRESS),
    Status.CHECKED: Stage("Vérifié une fois", Tone.PROGRESS, 4),
    Status.VALIDATED: Stage("Validé", Tone.DONE, 8),
    Status.REFUSED: Stage("Refusé", Tone.REFUSED, 8),
    Status.REPLACED: Stage("Remplacé", Tone.NEUTRAL, 8),
    Status.FROZEN: Stage("Gelé", Tone.REFUSED, 2),
}

TO_DECIDE: Final = frozenset({Status.TO_CHECK, Status.CHECKED})
AWAITED: Final = TO_DECIDE | {Status.FROZEN}
"""Where an agent has something to do."""
FREEZABLE: Final = TO_DECIDE | {Status.VALIDATED}
LIVE: Final = FREEZABLE | {Status.FROZEN}
"""What an établissement may not declare again."""
LEGAL_FORMS: Final = frozenset({"sarl", "sas", "sasu", "eurl", "sa", "snc", "sci", "ei", "gie"})
UNTOLD: Final = frozenset({"ste", "societe", "m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"})
"""Words that name nobody."""
REASONS: Final[Mapping[str, str]] = {
    "JUSTIF_ABS": "le relevé d’identité bancaire manque ou n’est pas lisible",
    "COORD_BANC_ERR": "les coordonnées ne sont pas celles du relevé",
    "CREANCIER_ERR": "le titulaire du compte n’est pas l’établissement",
    OTHER: "autre motif",
}


LIFE: Final = Life(
    stages=STAGES,
    steps={
        Status.TO_CHECK: frozenset({Status.CHECKED, Status.REFUSED, Status.FROZEN}),
        Status.CHECKED: frozenset({Status.VALIDATED, Status.REFUSED, Status.FROZEN}),
        Status.VALIDATED: frozenset({Status.REPLACED, Status.FROZEN}),
        # An agent looks into it: both validations start again, or it ends.
        Status.FROZEN: frozenset({Status.TO_CHECK, Status.REFUSED}),
        Status.REFUSED: frozenset(),
        Status.REPLACED: frozenset(),
    },
    rights={
        **dict.fromkeys((Status.CHECKED, Status.VALIDATED, Status.REFUSED, Status.TO_CHECK), Permission.RIB_VALIDATE),
        **dict.fromkeys((Status.REPLACED, Status.FROZEN), Permission.RIB_USE),
    },
    gestures={
        Status.CHECKED: "Valider",
        Status.VALIDATED: "Valider",
        Status.TO_CHECK: "Reprendre la vérification",
        Status.REFUSED: "Refuser",
    },
    waiting=AWAITED,
    reasons=REASONS,
    explained={Status.REFUSED: frozenset(REASONS)},
    expected={
        Status.TO_CHECK: Stage("Première validation", Tone.PROGRESS),
        Status.CHECKED: Stage("Seconde validation", Tone.PROGRESS),
    },
)


def names_agree(holder: str, place: str) -> bool:
    """Whether two names are one, whole: the case, the accents, the signs and the order of the words aside.

    A legal form may be left out, not changed; one name inside a longer one is another person's.
    """
    mine, theirs = _words(holder), _words(place)
    forms = {word for word in mine if word in LEGAL_FORMS}, {word for word in theirs if word in LEGAL_FORMS}
    own, other = ([word for word in words if word not in LEGAL_FORMS] for words in (mine, theirs))
    return bool(own) and own == other and (not all(forms) or forms[0] == forms[1])


def _words(name: str) -> list[str]:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = "".join(letter if letter.isalnum() else " " for letter in bare.casefold()).split()
    return sorted(word for word in words if word not in UNTOLD)
