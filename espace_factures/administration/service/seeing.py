"""The agents, each with their roles, directions, state and last sign-in; and the invitations that wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from espace_factures.administration import repository, rules
from espace_factures.administration.service import leaving
from espace_factures.administration.service.leaving import Successor
from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Permission, Role
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.identity.models import Account
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import AgentInvitation, Direction
from espace_factures.organisation.rules.agents import ROLE_LABELS

RIGHT: Final = Permission.ADMINISTRATION_RULE
PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent as the list says them."""

    account: Account
    roles: frozenset[Role]
    directions: Sequence[Direction]
    suspended_at: datetime | None
    last_sign_in: datetime | None
    has_factor: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the agents found, how many are found, how many there are and are suspended, the invitations found."""

    agents: Sequence[Agent]
    found: int
    total: int
    suspended: int
    invitations: Sequence[AgentInvitation]
    now: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """One agent, the directions of the Province, which of theirs nobody else serves, and who could take these over."""

    agent: Agent
    directions: Sequence[Direction]
    orphans: Sequence[Direction]
    successors: Sequence[Successor]
    is_last_administrator: bool


def listed(uow: Reading, ports: Inside, actor: Actor, search: str, page: int = 1) -> Listing:
    """The agents whose name, e-mail, roles or directions hold every word of the search, a page of them."""
    actor.require(RIGHT)
    agents = _agents(uow, repository.agents(uow.session))
    found = [agent for agent in agents if rules.is_found(search, *_words(agent))]
    invitations = organisation_repository.waiting_invitations(uow.session)
    return Listing(
        agents=found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        found=len(found),
        total=len(agents),
        suspended=sum(agent.suspended_at is not None for agent in agents),
        invitations=[row for row in invitations if rules.is_found(search, row.email, ROLE_LABELS[row.role])],
        now=ports.clock.now(),
    )


def sheet(uow: Reading, _ports: Inside, actor: Actor, account_id: int) -> Sheet:
    """One agent; raises NotFoundError for whoever is none."""
    actor.require(RIGHT)
    agent = next((agent for agent in _agents(uow, [of(uow, account_id)])), None)
    assert agent is not None
    theirs = frozenset(direction.id for direction in agent.directions)
    others = organisation_repository.others_with(uow.session, Role.ADMIN, account_id)
    return Sheet(
        agent=agent,
        directions=organisation_repository.active_directions(uow.session),
        orphans=leaving.orphans(uow, account_id, theirs) if agent.suspended_at is None else [],
        successors=leaving.successors(uow, account_id),
        is_last_administrator=Role.ADMIN in agent.roles and not others,
    )


def choices(uow: Reading, _ports: Inside, actor: Actor) -> Sequence[Direction]:
    """The directions that an agent may serve."""
    actor.require(RIGHT)
    return organisation_repository.active_directions(uow.session)


def of(uow: Reading, account_id: int) -> Account:
    """The account of an agent; raises NotFoundError for whoever is none."""
    if not organisation_repository.roles_of(uow.session, account_id):
        raise NotFoundError("Cet agent est introuvable.")
    return uow.session.get_one(Account, account_id)


def _agents(uow: Reading, accounts: Sequence[Account]) -> list[Agent]:
    ids = [account.id for account in accounts]
    roles, suspended = repository.roles(uow.session), repository.suspensions(uow.session)
    opened, keyed = repository.last_sign_ins(uow.session, ids), repository.with_key(uow.session, ids)
    served = _served(uow, ids)
    return [
        Agent(
            account,
            frozenset(roles[account.id]),
            served.get(account.id, []),
            suspended.get(account.id),
            opened.get(account.id),
            has_factor=bool(account.totp_sealed) or account.id in keyed,
        )
        for account in accounts
    ]


def _served(uow: Reading, account_ids: Sequence[int]) -> dict[int, list[Direction]]:
    pairs = {(row.account_id, row.direction_id) for row in organisation_repository.served_by(uow.session, account_ids)}
    directions = organisation_repository.every_direction(uow.session)
    return {
        number: [direction for direction in directions if (number, direction.id) in pairs] for number in account_ids
    }


def _words(agent: Agent) -> list[str]:
    roles = [ROLE_LABELS[role] for role in agent.roles]
    directions = [f"{direction.code} {direction.name}" for direction in agent.directions]
    return [agent.account.full_name, agent.account.shown_email, *roles, *directions]
