"""Who may give an account back, and for how long a request to do so lives."""

from collections.abc import Mapping, Set
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from espace_factures.core.access import Role
from espace_factures.core.errors import Refusal

LIVES: Final = timedelta(days=1)
"""The person is still there, or comes back tomorrow."""


class Paper(StrEnum):
    """What proved who the person is, at the desk."""

    CARD = "carte-identite"
    PASSPORT = "passeport"
    LICENCE = "permis"
    RESIDENCE = "titre-sejour"


PAPERS: Final[Mapping[Paper, str]] = {
    Paper.CARD: "Carte d’identité",
    Paper.PASSPORT: "Passeport",
    Paper.LICENCE: "Permis de conduire",
    Paper.RESIDENCE: "Titre de séjour",
}


class Outcome(StrEnum):
    """What became of a request."""

    WAITS = ""
    CONFIRMED = "confirmee"
    REFUSED = "refusee"
    WITHDRAWN = "annulee"


THEMSELVES: Final = Refusal("restore-self", "Un agent ne rend pas son propre compte : un autre doit vous recevoir.")
SAME_AGENT: Final = Refusal(
    "restore-same-agent", "Vous avez demandé ce retrait : un autre agent doit le confirmer, ou le refuser."
)
ADMINISTRATORS: Final = Refusal(
    "restore-agent", "Cette personne est agent de la Province : deux administrateurs lui rendent son compte."
)
NEAR: Final = Refusal(
    "restore-near",
    "Vous êtes, ou étiez il y a moins d’un an, membre d’un de ses établissements : un autre agent décide.",
)
OVER: Final = Refusal("restore-over", "Cette demande n’attend plus : elle a été close, ou son jour est passé.")
CHANGED: Final = Refusal(
    "restore-changed", "Le compte a changé depuis la demande, ou la personne dit qu’elle n’en vient pas. Refaites-la."
)


def obstacle(agent: int, roles: Set[Role], person: int, person_roles: Set[Role], *, is_near: bool) -> Refusal | None:
    """Why this agent may not give this person's account back."""
    if agent == person:
        return THEMSELVES
    if person_roles and Role.ADMIN not in roles:
        return ADMINISTRATORS
    return NEAR if is_near else None


def is_over(asked_at: datetime, outcome: Outcome, now: datetime) -> bool:
    """Whether nobody confirms it any more."""
    return outcome is not Outcome.WAITS or now - asked_at >= LIVES
