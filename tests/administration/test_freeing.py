"""What an agent followed and may not decide any more waits for all; the rest stays theirs."""

from datetime import UTC, datetime

import pytest

from espace_factures.administration.forms import Taken
from espace_factures.administration.rules import NOBODY
from espace_factures.administration.service import roles, suspending
from espace_factures.app.forms import parse
from espace_factures.core.access import Role
from espace_factures.demandes.rules import Turn
from tests import factories
from tests.administration.conftest import House

SINCE = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def followed(house: House) -> House:
    """The agent follows two invoices of each direction, one of which is over."""
    world, place = house.world, factories.an_establishment(house.world)
    person = factories.an_account(world)
    rows = []
    for rank, direction in enumerate((house.roads, house.roads, house.schools, house.schools), start=1):
        row = factories.a_waiting_row(place, direction, person, SINCE, rank)
        row.assignee_id, row.turn = house.agent.account_id, Turn.AGENT if rank % 2 else Turn.NOBODY
        rows.append(row)
    factories.save_all(world, rows)
    return house


def kept(house: House) -> list[int]:
    """The ranks of what the agent still follows."""
    sql = "SELECT reference FROM demandes WHERE assignee_id = :id ORDER BY reference"
    return [int(row.reference[-6:]) for row in house.world.rows(sql, id=house.agent.account_id)]


def test_a_suspended_agent_follows_nothing_that_waits(followed: House) -> None:
    followed.do(suspending.suspend, followed.agent.account_id, NOBODY)
    assert kept(followed) == [2, 4]
    assert followed.logged()[-1].details["freed"] == 2


def test_who_leaves_a_direction_leaves_its_invoices(followed: House) -> None:
    followed.do(roles.serve, followed.agent.account_id, frozenset({followed.schools.id}), NOBODY)
    assert kept(followed) == [2, 3, 4]


def test_who_loses_the_role_leaves_them_all(followed: House) -> None:
    taken = parse(Taken, {"role": Role.INVOICE_AGENT, "successor": NOBODY})
    followed.do(roles.take, followed.agent.account_id, taken)
    assert kept(followed) == [2, 4]
