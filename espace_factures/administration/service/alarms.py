"""What would leave people waiting for nobody: a direction without agent, a step that nobody may take."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures.administration.service import directions, seeing
from espace_factures.administration.service.directions import Served
from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Role
from espace_factures.core.ports import Inside
from espace_factures.organisation import repository as organisation_repository

TWO = (Role.HABILITATION_AGENT, Role.ACCOUNTANT)
"""A RIB is validated by two agents; who mandates does not pay."""
NOBODY = 0
"""No account has this number."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """The directions without agent, and how many agents have each role of which two are needed, when fewer."""

    orphans: Sequence[Served]
    missing: dict[Role, int]


def rung(uow: Reading, _ports: Inside, actor: Actor) -> Alarms:
    """Nothing for whoever does not rule."""
    if not actor.can(seeing.RIGHT):
        return Alarms([], {})
    counts = {role: len(organisation_repository.others_with(uow.session, role, NOBODY)) for role in TWO}
    orphans = [one for one in directions.served(uow) if one.is_orphan]
    return Alarms(orphans, {role: count for role, count in counts.items() if count < len(TWO)})
