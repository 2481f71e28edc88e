"""« Tableau de bord »: what waits for the agent, and the figures of the Province, read from what is kept beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import NOUMEA, noumea_date
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction
from espace_factures.oversight.models import DelaySummary
from espace_factures.oversight.repository import counting, figures
from espace_factures.oversight.repository.figures import Month
from espace_factures.oversight.rules.figures import MONTHS, month_before, month_of
from espace_factures.queues.repository import slices
from espace_factures.queues.repository.slices import Tally
from espace_factures.queues.rules import Query, Tab
from espace_factures.queues.service import listing

RIGHT: Final = Permission.ADMINISTRATION_OPEN
ORDER: Final = (Kind.INVOICE, Kind.HABILITATION, Kind.RIB)


@dataclass(frozen=True, slots=True)
class Queue:
    """What a queue holds for the agent."""

    kind: Kind
    title: str
    page: str
    waiting: Tally
    mine: Tally
    unread: Tally
    """Where a person wrote, completed or withdrew, and no agent looked since."""
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for the agent, queue by queue, and on how many demandes they decided since Monday."""

    queues: Sequence[Queue]
    done: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """The months, the reasons and the delays; `until` is how far they go, `direction_id` whose they are, 0 of all."""

    months: Sequence[Month]
    reasons: Sequence[tuple[str, int]]
    delays: Sequence[DelaySummary]
    directions: Sequence[Direction]
    direction_id: int
    until: datetime | None
    now: datetime


def work(uow: Reading, ports: Inside, actor: Actor) -> Work:
    """What waits, in the queues that the agent's rights open."""
    actor.require(RIGHT)
    now = ports.clock.now()
    today = noumea_date(now)
    monday = datetime.combine(today - timedelta(days=today.weekday()), time(), NOUMEA)
    queues = [_queue(uow, ports, actor, kind) for kind in ORDER if actor.can(kinds.of(kind).right)]
    return Work(queues, figures.done_since(uow.session, actor.account_id, monday) if queues else 0, now)


def province(uow: Reading, ports: Inside, actor: Actor, direction_id: int) -> Figures:
    """The figures, of a direction or of all; every agent may read them: they name no supplier."""
    actor.require(RIGHT)
    return kept(uow, ports, direction_id)


def kept(uow: Reading, ports: Inside, direction_id: int) -> Figures:
    """The same, for whoever may read them."""
    now, directions = ports.clock.now(), organisation_repository.every_direction(uow.session)
    direction_id = next((one.id for one in directions if one.id == direction_id), 0)
    since = month_before(month_of(noumea_date(now)), MONTHS - 1)
    return Figures(
        months=figures.months(uow.session, since, direction_id),
        reasons=figures.reasons(uow.session, since, direction_id),
        delays=figures.delays(uow.session),
        directions=directions,
        direction_id=direction_id,
        until=counting.counted_until(uow.session),
        now=now,
    )


def _queue(uow: Reading, ports: Inside, actor: Actor, kind: Kind) -> Queue:
    declared, scope = kinds.of(kind), listing.scope_of(uow, ports, actor, kind)
    parts = [Query(), Query(tab=Tab.MINE), Query(tab=Tab.ALL, is_unread=True)]
    first = slices.page(uow.session, scope, Query(), 1)
    oldest = first[0].clock_from if first else None
    waiting, mine, unread = slices.tallies(uow.session, scope, parts)
    return Queue(kind, declared.title, declared.queue_page, waiting, mine, unread, oldest)
