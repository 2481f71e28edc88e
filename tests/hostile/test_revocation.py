"""What is taken back is gone at the next event, whether its notification came, is late, or finds nobody to hear it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from espace_factures import routes
from espace_factures.core.access import Actor, Role
from espace_factures.invoices.following.state.tracking import TrackingState
from espace_factures.invoices.processing.state import QueueState
from tests import factories
from tests.hostile.planting import House, Victim, a_supplier
from tests.sockets import event_name

DEAD = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE query = 'LISTEN live' AND datname = current_database()
"""
TURN = event_name(TrackingState.turn), {"address": routes.TRACKING}
QUEUE = event_name(QueueState.load), {}


@dataclass(frozen=True, slots=True)
class Taken:
    """Who reads the invoice and how, what is taken from them, and the words of what they are answered then."""

    reader: Callable[[House, Victim], Actor]
    page: str
    event: tuple[str, dict[str, str]]
    statement: str
    answer: str


def owner(_house: House, victim: Victim) -> Actor:
    """The supplier."""
    return victim.actor


def agent(house: House, victim: Victim) -> Actor:
    """An agent of the invoice's direction."""
    return factories.an_agent(house, Role.INVOICE_AGENT, victim.direction)  # type: ignore[arg-type]


TAKEN = {
    "a session": Taken(
        owner,
        routes.TRACKING,
        TURN,
        "UPDATE auth_sessions SET revoked_at = now() WHERE account_id = :id",
        routes.SIGN_IN,
    ),
    "a membership": Taken(
        owner,
        routes.TRACKING,
        TURN,
        "UPDATE memberships SET ended_at = now() WHERE account_id = :id",
        '"rows_rx_state_":[]',
    ),
    "a role": Taken(
        agent,
        routes.ADMIN_INVOICES,
        QUEUE,
        "DELETE FROM account_roles WHERE account_id = :id",
        "_redirect",
    ),
}


@pytest.mark.parametrize("listener", ["alive", "dead", "late"])
@pytest.mark.parametrize("what", sorted(TAKEN))
def test_what_is_taken_back_serves_no_event_more(house: House, what: str, listener: str) -> None:
    taken, victim = TAKEN[what], a_supplier(house)
    reader, shown = taken.reader(house, victim), victim.names["invoice"]
    tab = house.tab(reader)
    tab.goes_to(taken.page)
    tab.says(*taken.event)
    tab.hears(shown)
    tab.rests()
    tab.frames.clear()
    with house.engine.begin() as connection:
        if listener == "dead":
            assert connection.execute(text(DEAD)).all(), "somebody listened"
        connection.execute(text(taken.statement), {"id": reader.account_id})
        if listener != "late":
            connection.execute(text("SELECT pg_notify('live', :topic)"), {"topic": f"account:{reader.account_id}"})
    tab.says(*taken.event)
    assert taken.answer in tab.hears(taken.answer)
    tab.rests()
    assert not any(shown in frame for frame in tab.frames)
    tab.closes()
