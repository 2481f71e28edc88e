"""How often a person takes their data away, what keeps them from leaving, and what is left of their name."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from espace_factures.core.words import of
from espace_factures.establishments.rules import LAST_LASTING_MANAGER, LAST_MANAGER

KEPT: Final = timedelta(days=7)
STEPS_TOLD: Final = 20
"""How often an open page hears of the progress: each time costs it a round trip."""

WORD: Final = "SUPPRIMER"
GONE_FIRST_NAME: Final = "Compte"
GONE_LAST_NAME: Final = "supprimé"
GONE: Final = f"{GONE_FIRST_NAME} {GONE_LAST_NAME}"
GONE_BIRTH_DATE: Final = date(1900, 1, 1)
NO_PASSWORD: Final = "!"  # noqa: S105 - the hash of nothing: no password verifies against it
SOMEBODY: Final = "Un autre membre de l’établissement"
PROVINCE: Final = frozenset({"Province Sud", "Trésorerie", GONE})
LEFT: Final = " a quitté "

AGENT: Final = "Votre compte est celui d’un agent : adressez-vous à un administrateur."
ASK_WORD: Final = f"Écrivez {WORD}, en majuscules."


def expires_at(created_at: datetime, ready_at: datetime | None) -> datetime:
    """When a file is deleted."""
    return (ready_at or created_at) + KEPT


def is_told(done: int, total: int) -> bool:
    """Whether this step is one of those that open pages hear of."""
    return done * STEPS_TOLD // total != (done - 1) * STEPS_TOLD // total


def manager_obstacle(faults: Collection[tuple[str, str]]) -> str:
    """Why the person must stay, or nothing; `faults` are the établissements by name, and what each would lose."""
    for fault, alone, wanted in (
        (LAST_MANAGER, "le seul gestionnaire", "un autre gestionnaire"),
        (LAST_LASTING_MANAGER, "le seul gestionnaire sans date de fin", "un autre gestionnaire sans date de fin"),
    ):
        names = [name for name, said in faults if said == fault]
        if names:
            return (
                f"Vous êtes {alone} {of(_listed(names))} : nommez d’abord {wanted}, dans « Gérer mes établissements »."
            )
    return ""


def habilitation_obstacle(references: Collection[str]) -> str:
    """Why the person must wait, or nothing."""
    if not references:
        return ""
    if len(references) == 1:
        return f"Votre demande d’habilitation {_listed(references)} n’est pas encore décidée : retirez-la d’abord."
    return f"Vos demandes d’habilitation {_listed(references)} ne sont pas encore décidées : retirez-les d’abord."


def gone_email(account_id: int) -> str:
    """An address that is nobody's, and unique."""
    return f"compte-supprime-{account_id}@invalid"


def author(name: str, *, is_mine: bool, directions: Collection[str]) -> str:
    """Who spoke, without the name of another person: the reader, the Province, or somebody."""
    if is_mine:
        return "Vous"
    return name if name in PROVINCE or name in directions else SOMEBODY


def without_name(title: str) -> str:
    """A notice, without the name of the member who left."""
    return f"Un membre{LEFT}{title.split(LEFT, 1)[1]}" if LEFT in title else title


def _listed(names: Collection[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} et {last}" if first else last
