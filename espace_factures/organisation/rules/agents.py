"""Roles: how each is said, and what it asks for."""

from collections.abc import Mapping, Sequence
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
NEEDS_DIRECTION: Final = frozenset({Role.INVOICE_AGENT})
"""An invoice is instructed by the agents of its direction: one without any would see nothing."""


class Outcome(StrEnum):
    """How an invitation ended; none while it is open."""

    NONE = ""
    TAKEN = "acceptee"
    REPLACED = "remplacee"


def refuse_without_direction(role: Role, directions: Sequence[str]) -> None:
    """Refuse a role that is of no use without a direction."""
    if role in NEEDS_DIRECTION and not directions:
        raise DomainError(
            "Donnez au moins une direction : un agent des factures instruit celles de ses directions.",
            "direction-needed",
        )
