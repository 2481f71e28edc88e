"""The whole of a RIB on which somebody is about to be paid: its IBAN, its age, and who vouched for it."""

from dataclasses import dataclass
from datetime import datetime

from espace_factures.app.reading import ReadSession
from espace_factures.identity import repository as identity_repository
from espace_factures.ribs.models import Rib


@dataclass(frozen=True, slots=True)
class Vouched:
    """A RIB, the day it was added, by whom, and the agents who validated it."""

    rib: Rib
    added_by: str
    validators: tuple[str, ...]
    now: datetime

    @property
    def days(self) -> int:
        """Its age."""
        return (self.now - self.rib.created_at).days


def of(session: ReadSession, rib: Rib, now: datetime) -> Vouched:
    """All of it, with the names of today."""
    agents = [account_id for account_id in (rib.first_validator_id, rib.second_validator_id) if account_id]
    names = identity_repository.names(session, [rib.account_id, *agents])
    return Vouched(rib, names[rib.account_id], tuple(names[agent] for agent in agents), now)
