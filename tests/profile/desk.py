"""Agents at a point d'accueil, and the people they see."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import Account
from espace_factures.profile.forms import Seen
from espace_factures.profile.service import restoring
from tests import factories
from tests.conftest import SETTINGS, World
from tests.profile.given import protects

SEEN = {"birth_date": "17/05/1990", "paper": "passeport", "seen": "on"}


def agent_of(world: World, role: Role = Role.HABILITATION_AGENT) -> Actor:
    """An agent who has just signed in."""
    return factories.signed_in(world, factories.an_agent(world, role))


def manager(world: World) -> Actor:
    """A gestionnaire whom a factor protects, where production's rule holds."""
    world.use(settings=replace(SETTINGS, asks_factor=True))
    return factories.a_member(world, factories.an_establishment(world), protects(world)[0])


def asks(world: World, agent: Actor, person: Actor, **typed: str) -> int:
    """The agent saw the person; returns the number of the request."""
    world.do(restoring.ask, agent, parse(Seen, SEEN | {"email": person.email} | typed))
    return world.rows("SELECT max(id) AS id FROM restorations")[0].id


def is_protected(world: World, actor: Actor) -> bool:
    """Whether a factor opens the account."""
    with Session(world.engine) as session:
        return identity_repository.has_factor(session, session.get_one(Account, actor.account_id))  # type: ignore[arg-type]


def refusal(world: World, agent: Actor, number: int) -> str:
    """The code of what the second agent is told."""
    with pytest.raises(DomainError) as refused:
        world.do(restoring.confirm, agent, number)
    return refused.value.code
