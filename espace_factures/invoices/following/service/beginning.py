"""How far a newcomer is on the way to a first payment: an établissement, a RIB, an invoice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.habilitations import repository as habilitations_repository
from espace_factures.habilitations.models import Habilitation
from espace_factures.organisation.rules.parameters import Parameters
from espace_factures.organisation.service import parameters
from espace_factures.ribs import repository as ribs_repository
from espace_factures.ribs.models import Rib

LATELY: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a newcomer has, what waits, and what they may do by themselves."""

    places: Sequence[Establishment]
    asked: tuple[Habilitation, Demande] | None
    """Their latest demande for an établissement, while it waits or was refused lately."""
    answered: tuple[int, int]
    """How many such demandes were decided over ninety days, and in how many days half of them were."""
    ribs: Sequence[Rib]
    is_manager: bool
    may_deposit: bool
    parameters: Parameters
    now: datetime


def of(
    uow: Reading,
    ports: Inside,
    actor: Actor,
    places: Sequence[Establishment],
    pending: Sequence[tuple[Habilitation, Demande]],
) -> Beginning:
    """What is known of somebody who has no invoice yet."""
    now = ports.clock.now()
    rows = ribs_repository.of_person(uow.session, actor.account_id) if places else ()
    return Beginning(
        places=places,
        asked=pending[0] if pending and not places else None,
        answered=(0, 0) if places else habilitations_repository.usual_days(uow.session, now - LATELY),
        ribs=[rib for rib, _, _ in rows],
        is_manager=bool(places and standing.mine(uow, ports, actor, MemberRight.MANAGE)),
        may_deposit=bool(places and standing.mine(uow, ports, actor, MemberRight.DEPOSIT)),
        parameters=parameters.at(uow.session, now),
        now=now,
    )
