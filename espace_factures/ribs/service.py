"""RIBs of an établissement: asked for, vouched for by two agents, used."""

from dataclasses import dataclass

from espace_factures.core.ports import Ports
from espace_factures.core.rib import masked
from espace_factures.db import UnitOfWork
from espace_factures.ribs import repository


@dataclass(frozen=True, slots=True)
class RibChoice:
    """A RIB an invoice may be paid on."""

    id: int
    label: str
    iban: str
    is_default: bool


def usable(uow: UnitOfWork, ports: Ports, establishment_id: int) -> list[RibChoice]:
    """What an invoice deposited now may name."""
    rows = repository.usable(uow.session, establishment_id, ports.clock.now())
    return [
        RibChoice(rib.id or 0, f"{rib.bank_name} {masked(rib.iban)}".strip(), rib.iban, rib.is_default) for rib in rows
    ]
