"""The life of a habilitation: what may follow what, and the reasons to refuse."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from espace_factures.core.access import Permission
from espace_factures.demandes.rules import OTHER, Life, Stage, Tone, Turn


class Status(StrEnum):
    """Where a demande for a habilitation stands."""

    DEPOSITED = "deposee"
    INCOMPLETE = "complement"
    COMPLETED = "completee"
    ACCEPTED = "acceptee"
    REFUSED = "refusee"
    WITHDRAWN = "retiree"


TO_DECIDE: Final = frozenset({Status.DEPOSITED, Status.COMPLETED})
LIVE: Final = TO_DECIDE | {Status.INCOMPLETE}
DECISIONS: Final = frozenset({Status.ACCEPTED, Status.REFUSED, Status.INCOMPLETE})

TRANSITIONS: Final[Mapping[Status, frozenset[Status]]] = {
    Status.DEPOSITED: DECISIONS | {Status.WITHDRAWN},
    # Somebody asked for a complement may bring it to the counter: the agent then decides without a file.
    Status.INCOMPLETE: frozenset({Status.COMPLETED, Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN}),
    Status.COMPLETED: DECISIONS | {Status.WITHDRAWN},
    Status.ACCEPTED: frozenset(),
    Status.REFUSED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}

STAGES: Final[Mapping[Status, Stage]] = {
    Status.DEPOSITED: Stage("Déposée", Tone.PROGRESS),
    Status.INCOMPLETE: Stage("Complément demandé", Tone.WAITING, 2),
    Status.COMPLETED: Stage("Complétée", Tone.PROGRESS, 4),
    Status.ACCEPTED: Stage("Acceptée", Tone.DONE, 8),
    Status.REFUSED: Stage("Refusée", Tone.REFUSED, 8),
    Status.WITHDRAWN: Stage("Retirée", Tone.NEUTRAL, 8),
}

FIELDS: Final = ("ridet", "name", "address", "activity", "position", "department")
FROM_REGISTRY: Final = ("name", "address", "activity")


class RegistryAnswer(StrEnum):
    """What a look-up gave."""

    FOUND = "trouve"
    UNKNOWN = "inconnu"
    SILENT = "muet"


CHECKED: Final = "Vérifié au point d’accueil."
REASONS: Final[Mapping[str, str]] = {
    "JUSTIF_ABS": "le justificatif est absent ou insuffisant",
    "JUSTIF_EXPIRE": "le justificatif n’est plus valable",
    "NON_REPRESENTANT": "rien ne montre que la personne représente l’établissement",
    "ETAB_INCONNU": "l’établissement est inconnu ou a cessé son activité",
    "IDENTITE": "l’identité ne correspond pas au justificatif",
    OTHER: "autre motif",
}


def fill(typed: Mapping[str, str], before: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """The form after a look-up: the registry's values, except where something was typed by hand."""
    free = [name for name in FROM_REGISTRY if typed.get(name, "") in {"", before.get(name, "")}]
    return {**typed, **{name: found.get(name, "") for name in free}}


LIFE: Final = Life(
    stages=STAGES,
    steps=TRANSITIONS,
    rights={
        **dict.fromkeys(DECISIONS, Permission.HABILITATION_DECIDE),
        **dict.fromkeys((Status.COMPLETED, Status.WITHDRAWN), Permission.HABILITATION_REQUEST),
    },
    gestures={
        Status.ACCEPTED: "Accepter",
        Status.REFUSED: "Refuser",
        Status.INCOMPLETE: "Demander un complément",
    },
    waiting=TO_DECIDE,
    reasons=REASONS,
    explained={Status.REFUSED: frozenset(REASONS)},
    expected={
        **dict.fromkeys(TO_DECIDE, Stage("Décision d’un agent", Tone.PROGRESS)),
        Status.INCOMPLETE: Stage("Complément de la personne", Tone.WAITING),
    },
    answered=Status.COMPLETED,
    withdrawn=Status.WITHDRAWN,
    turns={Status.INCOMPLETE: Turn.PERSON},
)
