"""What somebody with time and many addresses gets: nothing, neither an account nor whose address has one."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from espace_factures.app import limits
from espace_factures.app.forms import parse
from espace_factures.app.limits import Limit
from espace_factures.core.errors import DomainError
from espace_factures.identity.forms import Address, NewPassword, SignUp
from espace_factures.identity.service import codes, recovery, sign_in, sign_up
from espace_factures.identity.service.recovery import Changed
from espace_factures.identity.service.sessions import Device
from espace_factures.identity.service.sign_in import Attempt
from espace_factures.web.returns import safe_return
from tests import factories
from tests.conftest import World
from tests.identity.given import TYPED, send_codes

LAST = "9999"
ANSWERS = 100
"""For an address with an account, and as many without."""


@dataclass(slots=True)
class TheLastCode:
    """Chance that always draws the code that the attacker tries last."""

    world: World
    tokens: int = 0

    def code(self) -> str:
        """Always the same."""
        return LAST

    def token(self) -> str:
        """Another each time."""
        self.tokens += 1
        return f"jeton-{self.tokens}"


def test_ten_thousand_codes_tried_from_many_addresses_open_nothing(world: World) -> None:
    """Were they all weighed, the last would open; the clock moves as fast as an attacker needs."""
    email = factories.an_account(world).email
    world.use(chance=TheLastCode(world))
    ticket, weighed = "", 0
    for number in range(10_000):
        if number % 5 == 0:
            world.clock.advance(minutes=12)
            ticket = _asks(world, email, f"198.51.100.{number % 250}") or ticket
        outcome = _tries(world, ticket, f"{number:04d}")
        assert not isinstance(outcome, Changed), f"opened by the try number {number}"
        weighed += outcome is not None and outcome.sentence == codes.WRONG.sentence
    assert 0 < weighed <= limits.most(Limit.CODE_TRIES, 1)


def test_tries_wait_for_the_next_day_even_with_new_codes(world: World) -> None:
    email = factories.an_account(world).email
    world.use(chance=TheLastCode(world))
    for _ in range(limits.most(Limit.CODE_TRIES) // 5):
        ticket = _asks(world, email, "192.0.2.1")
        for _ in range(5):
            _tries(world, ticket, "0000")
        world.clock.advance(minutes=15)
    ticket = _asks(world, email, "192.0.2.1")
    outcome = _tries(world, ticket, LAST)
    assert outcome is not None
    assert not isinstance(outcome, Changed)
    assert outcome.sentence == limits.LOCKED
    world.clock.advance(days=1)
    assert isinstance(_tries(world, _asks(world, email, "192.0.2.1"), LAST), Changed)


@pytest.mark.parametrize("gesture", ["recovery", "sign-in", "sign-up"])
def test_time_tells_nothing_of_an_address(world: World, gesture: str) -> None:
    """Two hundred answers, for an address with an account and without in turn, come from one distribution."""
    email = factories.an_account(world).email
    ask = _gestures(world)[gesture]
    known, unknown = [], []
    for number in range(ANSWERS):
        _forget_limits(world)
        known.append(_timed(ask, email))
        unknown.append(_timed(ask, f"inconnue{number}@exemple.nc"))
    assert _overlap(known, unknown) > 0.3, (statistics.median(known), statistics.median(unknown))


@pytest.mark.parametrize(
    "wanted",
    [
        "https://ailleurs.example/",
        "//ailleurs.example",
        "/\\ailleurs.example",
        "/%09/ailleurs.example",
        "javascript:alert(1)",
        "/session/deconnexion",
        " //ailleurs.example",
        "/\n/ailleurs.example",
    ],
)
def test_the_page_wanted_is_always_one_of_ours(wanted: str) -> None:
    landing = safe_return(wanted)
    assert landing.startswith("/")
    assert not landing.startswith(("//", "/\\", "/session"))


def _asks(world: World, email: str, address: str) -> str:
    try:
        ticket = world.do(recovery.start, Address(email=email), "", address)
    except DomainError:
        return ""
    send_codes(world)
    return ticket


def _tries(world: World, ticket: str, code: str) -> Changed | recovery.Refusal | None:
    phrase = "une tout autre phrase calme"
    form = NewPassword.model_construct(password=phrase, confirmation=phrase)
    return world.do(recovery.reset, ticket, code, form, Device("Firefox", "192.0.2.1")) if ticket else None


def _gestures(world: World) -> dict[str, Callable[[str], object]]:
    device = Device("Firefox", "192.0.2.1")
    return {
        "recovery": lambda email: world.do(recovery.start, parse(Address, {"email": email}), "", "192.0.2.1"),
        "sign-in": lambda email: world.do(sign_in.sign_in, Attempt(email, "pas le bon mot"), device),
        "sign-up": lambda email: world.do(sign_up.sign_up, parse(SignUp, TYPED | {"email": email}), "", "192.0.2.1"),
    }


def _forget_limits(world: World) -> None:
    with world.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM rate_buckets")


def _timed(ask: Callable[[str], object], email: str) -> float:
    began = time.perf_counter()
    ask(email)
    return time.perf_counter() - began


def _overlap(one: list[float], other: list[float]) -> float:
    """How often one is slower than the other, folded: 0.5 when nobody could tell, 0 when one look is enough."""
    slower = sum(a > b for a in one for b in other) / (len(one) * len(other))
    return min(slower, 1 - slower)
