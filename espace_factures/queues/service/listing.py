"""A page of a queue with what stands around it: its tabs and their counts, who may follow it, the agent's views."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from espace_factures.app.reading import Reading
from espace_factures.core.access import GRANTS, Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind, Turn
from espace_factures.demandes.service import kinds
from espace_factures.identity.models import Account
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction
from espace_factures.queues.models import QueueView
from espace_factures.queues.repository import held, slices
from espace_factures.queues.repository.filters import Scope
from espace_factures.queues.repository.slices import Row, Tally
from espace_factures.queues.rules import PAGE_SIZE, TABS, Query, Tab


@dataclass(frozen=True, slots=True)
class Listing:
    """What the page of a queue shows; `found` is what its filters leave, `tabs` what each part holds."""

    rows: Sequence[Row]
    has_previous: bool
    has_next: bool
    found: Tally
    tabs: dict[Tab, Tally]
    directions: Sequence[Direction]
    colleagues: Sequence[Account]
    views: Sequence[QueueView]
    scope: Scope
    glances: Mapping[int, str] = field(default_factory=dict)
    """What the one look shows of each demande that may be decided by it."""


def listed(uow: Reading, ports: Inside, actor: Actor, kind: Kind, query: Query) -> Listing:
    """A page of the queue, and what stands around it."""
    scope = scope_of(uow, ports, actor, kind)
    rows = slices.page(uow.session, scope, query, PAGE_SIZE + 1)
    is_before = query.place is not None and query.place.is_before
    parts = [tab for tab in TABS if tab is not Tab.READY or scope.ready]
    found, *tabs = slices.tallies(uow.session, scope, [query, *(Query(tab=tab) for tab in parts)])
    shown = rows[:PAGE_SIZE]
    is_gathered = query.tab is Tab.READY
    return Listing(
        rows=shown[::-1] if is_before else shown,
        has_previous=query.place is not None and (not is_before or len(rows) > PAGE_SIZE),
        has_next=is_before or len(rows) > PAGE_SIZE,
        found=found,
        tabs=dict(zip(parts, tabs, strict=True)),
        directions=_directions(uow, scope),
        colleagues=colleagues(uow, actor, scope),
        views=held.views(uow.session, actor, kind),
        scope=scope,
        glances=kinds.of(kind).glances(uow, [row.id for row in shown]) if is_gathered else {},
    )


def scope_of(uow: Reading, ports: Inside, actor: Actor, kind: Kind) -> Scope:
    """What the agent's queue of a kind holds; raises ForbiddenError."""
    declared = kinds.of(kind)
    actor.require(declared.right)
    now = ports.clock.now()
    return Scope(
        kind=kind,
        desks=tuple(declared.desks(uow, actor)),
        turn=declared.turn_of(actor),
        account_id=actor.account_id,
        now=now,
        period=declared.period(uow, now),
        ready=declared.ready if declared.turn_of(actor) is Turn.AGENT else None,
    )


def every_match(uow: Reading, ports: Inside, actor: Actor, kind: Kind, query: Query, most: int) -> list[Row]:
    """The first rows that the filters leave, whatever the page."""
    return slices.page(uow.session, scope_of(uow, ports, actor, kind), query, most)


def colleagues(uow: Reading, actor: Actor, scope: Scope) -> Sequence[Account]:
    """Who may follow what is in the queue, the agent included."""
    declared = kinds.of(scope.kind)
    right = declared.acting[declared.turn_of(actor)]
    roles = [role for role, rights in GRANTS.items() if right in rights]
    return held.colleagues(uow.session, roles, served(scope))


def served(scope: Scope) -> Sequence[int]:
    """The directions that whoever follows must work for; the comptable's are not given to anybody."""
    declared = kinds.of(scope.kind)
    return () if scope.desks == (0,) or (declared.acting.get(Turn.PAYER) and scope.turn is Turn.PAYER) else scope.desks


def _directions(uow: Reading, scope: Scope) -> Sequence[Direction]:
    every = organisation_repository.directions_by_code(uow.session).values() if scope.desks != (0,) else ()
    return sorted((one for one in every if one.id in scope.desks), key=lambda one: one.name)
