"""What the night forgets, and what it must keep."""

from datetime import timedelta

from espace_factures.identity.service import housekeeping
from espace_factures.identity.service.sessions import Opened
from tests.conftest import World
from tests.identity.given import activate, active, code_sent, signs_in, signs_up


def later(world: World, **duration: float) -> None:
    """Some time passes, and a night."""
    world.clock.advance(**duration)
    world.do(housekeeping.tidy)


def count(world: World, table: str) -> int:
    """How many rows a table holds."""
    return world.rows(f"SELECT count(*) FROM {table}")[0][0]


def test_a_sign_up_never_finished_is_forgotten_after_a_week(world: World) -> None:
    signs_up(world)
    later(world, days=8)
    assert (count(world, "accounts"), count(world, "verification_codes")) == (0, 0)


def test_what_was_typed_for_it_is_forgotten_after_a_day(world: World) -> None:
    signs_up(world)
    later(world, days=2)
    assert world.rows("SELECT details FROM verification_codes") == [("",)]


def test_a_sign_up_under_way_is_kept(world: World) -> None:
    ticket = signs_up(world)
    later(world, minutes=5)
    assert isinstance(activate(world, ticket, code_sent(world)), Opened)


def test_an_active_account_is_kept_for_ever(world: World) -> None:
    active(world)
    later(world, days=4000)
    assert isinstance(signs_in(world), Opened)


def test_counters_sessions_and_codes_go_when_their_time_is_over(world: World) -> None:
    active(world)
    signs_in(world)
    later(world, days=200)
    assert [count(world, table) for table in ("rate_buckets", "auth_sessions", "verification_codes")] == [0, 0, 0]


def test_an_open_session_is_kept(world: World) -> None:
    active(world)
    later(world, seconds=timedelta(hours=1).total_seconds())
    assert count(world, "auth_sessions") == 1
