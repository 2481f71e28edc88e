"""Roles: how each is said, and what it asks for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final

from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError

INVITATION_LIFETIME: Final = timedelta(days=14)
ROLE_LABELS: Final[Mapping[Role, str]] = {
    Role.HABILITATION_AGENT: "agent des habilitations",
    Role.INVOICE_AGENT: "agent des factures",
    Role.ACCOUNTANT: "comptable",
    Role.ADMIN: "administrateur",
}
ROLE_ACTS: Final[Mapping[Role, str]] = {
    Role.HABILITATION_AGENT: "Décide des habilitations et valide les RIB ; reçoit les personnes au point d’accueil.",
    Role.INVOICE_AGENT: "Instruit les factures de ses directions, jusqu’à la liquidation.",
    Role.ACCOUNTANT: "Mandate et paie les factures de toutes les directions.",
    Role.ADMIN: "Gère les agents, les directions et les paramètres.",
}
"""What each lets its holder do."""
NEEDS_DIRECTION: Final = frozenset({Role.INVOICE_AGENT})
"""An invoice is instructed by the agents of its direction: one without any would see nothing."""

CONFLICTS: Final[Mapping[frozenset[Role], str]] = {
    frozenset({Role.INVOICE_AGENT, Role.ACCOUNTANT}): "qui atteste le service fait ne mandate ni ne paie",
    frozenset({Role.HABILITATION_AGENT, Role.ACCOUNTANT}): "qui vérifie les RIB ne paie pas",
    frozenset({Role.HABILITATION_AGENT, Role.INVOICE_AGENT}): "qui admet un fournisseur n’instruit pas ses factures",
    frozenset({Role.ADMIN, Role.HABILITATION_AGENT}): "qui règle l’attente d’un RIB ne le vérifie pas",
    frozenset({Role.ADMIN, Role.ACCOUNTANT}): "qui règle les paramètres ne paie pas",
}
"""The roles that one person never holds together, and why."""


class Outcome(StrEnum):
    """How an invitation ended; none while it is open."""

    NONE = ""
    TAKEN = "acceptee"
    WITHDRAWN = "annulee"
    REPLACED = "remplacee"
    REFUSED = "refusee"
    """Another role of the person excludes it."""


def refuse_without_direction(role: Role, directions: Sequence[str]) -> None:
    """Refuse a role that is of no use without a direction."""
    if role in NEEDS_DIRECTION and not directions:
        raise DomainError(
            "Donnez au moins une direction : un agent des factures instruit celles de ses directions.",
            "direction-needed",
        )


def conflict(role: Role, held: Collection[Role]) -> DomainError | None:
    """Why somebody who holds these roles may not have another, or nothing."""
    for other in sorted(held):
        why = CONFLICTS.get(frozenset({role, other}))
        if why:
            pair = f"« {ROLE_LABELS[role]} » et « {ROLE_LABELS[other]} »"
            return DomainError(f"Une même personne ne peut être {pair} : {why}.", "roles-conflict")
    return None
