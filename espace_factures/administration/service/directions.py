"""The directions of the Province: who serves each, what waits there; added, renamed, closed, opened again."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures.administration import repository
from espace_factures.administration.forms import NewDirection, Renamed
from espace_factures.administration.service import seeing
from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service import recent
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction
from espace_factures.organisation.service import directions


@dataclass(frozen=True, slots=True)
class Served:
    """A direction, who serves it, and how many invoices wait for them."""

    direction: Direction
    people: Sequence[tuple[int, str]]
    """Number and name of each."""
    waiting: int

    @property
    def is_orphan(self) -> bool:
        """Whether what is addressed to it is seen by nobody."""
        return not self.people and (self.direction.is_active or self.waiting > 0)


def listed(uow: Reading, _ports: Inside, actor: Actor) -> Sequence[Served]:
    """Every direction: the orphans, then the open ones, then the closed ones, each by name."""
    actor.require(seeing.RIGHT)
    return served(uow)


def served(uow: Reading) -> Sequence[Served]:
    """The same, for who has asked the right."""
    pairs = organisation_repository.servants(uow.session)
    names = identity_repository.names(uow.session, list({pair.account_id for pair in pairs}))
    every = organisation_repository.every_direction(uow.session)
    waiting = repository.under_way(uow.session, [direction.id for direction in every])
    found = [
        Served(
            direction,
            sorted(
                ((pair.account_id, names[pair.account_id]) for pair in pairs if pair.direction_id == direction.id),
                key=lambda one: one[1],
            ),
            waiting[direction.id],
        )
        for direction in every
    ]
    return sorted(found, key=lambda one: (not one.is_orphan, not one.direction.is_active))


def add(uow: UnitOfWork, ports: Inside, actor: Actor, form: NewDirection) -> None:
    """Add a direction; raises FormError when another has the code or the name."""
    _begin(uow, ports, actor)
    if known := organisation_repository.direction_by_code(uow.session, form.code):
        raise FormError({"code": f"La direction « {known.name} » a déjà ce code."})
    _refuse_namesake(uow, form.direction_name, 0, "direction_name")
    directions.add(uow, ports, form.code, form.direction_name, by=actor)


def rename(uow: UnitOfWork, ports: Inside, actor: Actor, number: int, form: Renamed) -> None:
    """Give a direction another name, from now on; what was written keeps the former one."""
    _begin(uow, ports, actor)
    direction = _known(uow, number)
    _refuse_namesake(uow, form.new_name, number, "new_name")
    if direction.name == form.new_name:
        return
    before, direction.name = direction.name, form.new_name
    _record(uow, ports, actor, Action.DIRECTION_RENAMED, direction, name=form.new_name, before=before)


def close(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> None:
    """Nothing more is addressed to it; its agents finish what is under way."""
    _turn(uow, ports, actor, number, is_active=False)


def reopen(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> None:
    """Invoices may be addressed to it again."""
    _turn(uow, ports, actor, number, is_active=True)


def _turn(uow: UnitOfWork, ports: Inside, actor: Actor, number: int, *, is_active: bool) -> None:
    _begin(uow, ports, actor)
    direction = _known(uow, number)
    if direction.is_active is is_active:
        return
    direction.is_active = is_active
    action = Action.DIRECTION_REOPENED if is_active else Action.DIRECTION_CLOSED
    _record(uow, ports, actor, action, direction)


def _begin(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    actor.require(seeing.RIGHT)
    recent.require(uow, ports, actor)
    organisation_repository.lock_agents(uow.session)


def _known(uow: UnitOfWork, number: int) -> Direction:
    direction = uow.session.get(Direction, number)
    if direction is None:
        raise NotFoundError("Cette direction est introuvable.")
    return direction


def _refuse_namesake(uow: UnitOfWork, name: str, number: int, field: str) -> None:
    for other in organisation_repository.every_direction(uow.session):
        if other.id != number and other.name.casefold() == name.casefold():
            raise FormError({field: f"La direction {other.code} a déjà ce nom."})


def _record(uow: UnitOfWork, ports: Inside, actor: Actor, action: Action, direction: Direction, **details: str) -> None:
    audit_service.record(uow, ports, actor, action, f"direction:{direction.code}", **details)
    uow.notify(topics.agents())
