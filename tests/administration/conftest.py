"""An administrator at work, and the agents of two directions."""

from dataclasses import dataclass
from typing import Any

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.words import NBSP, THIN
from espace_factures.organisation.models import Direction
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import office

__all__ = ["house", "office"]


@dataclass(frozen=True, slots=True)
class House:
    """Who rules, who works, and for what."""

    world: World
    administrator: Actor
    agent: Actor
    colleague: Actor
    roads: Direction
    schools: Direction

    def do(self, use_case: Any, *args: Any) -> Any:
        """As the administrator, who has just proved who they are."""
        return self.world.do(use_case, self.administrator, *args)

    def directions_of(self, actor: Actor) -> list[str]:
        """What an agent serves."""
        sql = "SELECT code FROM agent_directions JOIN directions ON id = direction_id WHERE account_id = :id ORDER BY 1"
        return [row.code for row in self.world.rows(sql, id=actor.account_id)]

    def roles_of(self, actor: Actor) -> list[str]:
        """What an agent is."""
        sql = "SELECT role FROM account_roles WHERE account_id = :id ORDER BY 1"
        return [row.role for row in self.world.rows(sql, id=actor.account_id)]

    def mails_to(self, actor: Actor) -> list[str]:
        """What an agent was told, whatever its spaces."""
        rows = self.world.rows("SELECT subject FROM mails WHERE recipient = :e ORDER BY id", e=actor.email)
        subjects = [row.subject.replace(THIN, " ").replace(NBSP, " ") for row in rows]
        return [subject.removeprefix("Espace Factures : ") for subject in subjects]

    def logged(self) -> list[Any]:
        """What the administrator did, as the log has it."""
        sql = "SELECT action, subject, details FROM audit_entries WHERE account_id = :id ORDER BY id"
        return self.world.rows(sql, id=self.administrator.account_id)


@pytest.fixture
def house(world: World) -> House:
    """The agent serves both directions, the colleague only the schools."""
    roads, schools = factories.a_direction(world, code="ROUTES"), factories.a_direction(world, code="ECOLES")
    return House(
        world,
        factories.signed_in(world, factories.an_agent(world, Role.ADMIN)),
        factories.an_agent(world, Role.INVOICE_AGENT, roads, schools),
        factories.an_agent(world, Role.INVOICE_AGENT, schools),
        roads,
        schools,
    )
