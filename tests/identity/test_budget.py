"""Wrong codes: what a network may try, what all of them may, and who is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.addresses import range_of
from espace_factures.identity.rules.browsers import Browser, Device
from espace_factures.identity.service import budget, codes, recovery
from espace_factures.identity.service.recovery import Changed
from tests import factories
from tests.conftest import World
from tests.identity.given import another, code_sent
from tests.identity.test_recovery import asks, resets

OURS, OTHERS = "198.51.100.7", "203.0.113.7"
FROM, ALL = limits.most(Limit.WRONG_CODES_FROM), limits.most(Limit.WRONG_CODES)


def guesses(world: World, times: int, address: str = OURS) -> None:
    """Wrong codes of accounts that the budget of one account does not stop."""
    for _ in range(times):
        world.do(budget.count_wrong, address)


def types(
    world: World, address: str, browser: Callable[[str], Browser] | None = None, *, is_right: bool = True
) -> object:
    """Recover an account of one's own from an address."""
    email = factories.an_account(world).email
    ticket = asks(world, email)
    code = code_sent(world, email) if is_right else another(code_sent(world, email))
    return resets(world, ticket, code, device=Device("Firefox", address, browser(email) if browser else Browser()))


def knows(email: str) -> Browser:
    """A browser that the person signed in from."""
    return Browser().having_seen(email, datetime(2026, 11, 1, tzinfo=UTC), "marque")


@pytest.mark.parametrize(
    ("address", "counted"),
    [("198.51.100.7", "198.51.100.0/24"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("nowhere", "nowhere")],
)
def test_a_guesser_counts_with_the_range_they_have(address: str, counted: str) -> None:
    assert range_of(address) == counted


def test_a_range_that_guessed_too_much_is_heard_no_more_even_with_the_right_code(world: World) -> None:
    guesses(world, FROM, "198.51.100.250")
    assert types(world, OURS) == replace(budget.SPENT, field="code")
    assert isinstance(types(world, OTHERS), Changed)


def test_guessing_from_one_range_is_counted_through_the_pages(world: World) -> None:
    for number in range(FROM):
        outcome = types(world, f"198.51.100.{number}", is_right=False)
        assert outcome == replace(codes.WRONG, field="code")
    assert types(world, OURS) == replace(budget.SPENT, field="code")


def test_the_next_hour_begins_anew_until_the_day_is_full(world: World) -> None:
    for _ in range(3):
        guesses(world, FROM)
        world.clock.advance(minutes=61)
    assert isinstance(types(world, OURS), Changed)
    guesses(world, limits.most(Limit.WRONG_CODES_FROM, 1) - 3 * FROM)
    world.clock.advance(minutes=61)
    assert types(world, OURS) == replace(budget.SPENT, field="code")


def test_a_known_browser_is_heard_whatever_its_range_did(world: World) -> None:
    guesses(world, FROM)
    assert isinstance(types(world, OURS, knows), Changed)


def test_past_the_budget_of_all_each_range_has_few_tries_and_nobody_else_is_refused(world: World) -> None:
    for number in range(ALL):
        guesses(world, 1, f"10.{number // 250}.{number % 250}.1")
    assert isinstance(types(world, OTHERS), Changed)
    guesses(world, budget.UNDER_ATTACK, OTHERS)
    assert types(world, OTHERS) == replace(budget.SPENT, field="code")


def test_the_alarm_rings_once_an_hour_in_the_log_and_by_mail(world: World) -> None:
    world.use(settings=replace(world.ports.settings, audit_mail="veille@exemple.nc"))
    guesses(world, ALL)
    assert world.rows("SELECT 1 FROM mails") == []
    guesses(world, 5)
    told = world.rows("SELECT recipient, subject FROM mails")
    assert [tuple(row) for row in told] == [("veille@exemple.nc", "Alerte : beaucoup de codes faux sur le portail")]
    assert len(world.rows("SELECT 1 FROM audit_entries WHERE action = 'codes.alarm'")) == 1
    world.clock.advance(minutes=30)
    guesses(world, 1)
    assert len(world.rows("SELECT 1 FROM mails")) == 1


def test_without_anybody_to_write_to_the_alarm_is_still_recorded(world: World) -> None:
    guesses(world, ALL + 1)
    assert world.rows("SELECT 1 FROM mails") == []
    assert len(world.rows("SELECT 1 FROM audit_entries WHERE action = 'codes.alarm'")) == 1


def test_recovery_says_why_it_is_refused(world: World) -> None:
    guesses(world, FROM)
    refused = types(world, OURS)
    assert isinstance(refused, recovery.Refusal)
    assert "point d’accueil" in refused.sentence
