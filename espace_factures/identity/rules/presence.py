"""How long a session waits for a gesture of its person: less for those who decide."""

from collections.abc import Set
from datetime import timedelta
from typing import Final

from espace_factures.core.access import Role

AGENT: Final = timedelta(minutes=30)
SUPPLIER: Final = timedelta(hours=2)


def longest_absence(roles: Set[Role]) -> timedelta:
    """After that, the session has ended."""
    return SUPPLIER if roles <= {Role.USER} else AGENT
