"""What the database says of the health of a portal: its people, its directions, its lists, its workers, its log."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures.administration.service import directions
from espace_factures.app.reading import Reading
from espace_factures.audit.service import verifying
from espace_factures.core.access import Role
from espace_factures.core.ports import Inside
from espace_factures.organisation import repository as organisation_repository
from espace_factures.oversight.repository import checkup
from espace_factures.oversight.rules.checkup import SILENT, STUCK

NOBODY = 0
"""No account has this number."""


@dataclass(frozen=True, slots=True)
class Health:
    """What was counted."""

    people: dict[Role, int]
    directions: int
    orphans: Sequence[str]
    has_banks: bool
    has_rates: bool
    has_registry: bool
    has_orders: bool
    workers: int
    jobs_waiting: int
    jobs_failed: int
    unsealed: int


def examined(uow: Reading, ports: Inside) -> Health:
    """Count it all."""
    now = ports.clock.now()
    roles = [role for role in Role if role is not Role.USER]
    return Health(
        people={role: len(organisation_repository.others_with(uow.session, role, NOBODY)) for role in roles},
        directions=checkup.open_directions(uow.session),
        orphans=[one.direction.name for one in directions.served(uow) if one.is_orphan],
        has_banks=checkup.has_banks(uow.session),
        has_rates=bool(organisation_repository.rate_rows(uow.session)),
        has_registry=checkup.has_registry(uow.session),
        has_orders=checkup.has_orders(uow.session),
        workers=checkup.workers(uow.session, now - SILENT),
        jobs_waiting=checkup.jobs_waiting(uow.session, now - STUCK),
        jobs_failed=checkup.jobs_failed(uow.session),
        unsealed=verifying.waiting(uow, ports),
    )
