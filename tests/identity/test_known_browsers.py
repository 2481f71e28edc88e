"""Nobody locks another out: a browser that its person signed in from counts apart, and keys are never locked."""

from datetime import timedelta

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.errors import DomainError, Refusal
from espace_factures.identity.forms import Address
from espace_factures.identity.rules.browsers import MOST_PEOPLE, Browser, Device
from espace_factures.identity.service import browsers, passkeys, recovery, second_factor, sign_in
from espace_factures.identity.service.recovery import Changed
from espace_factures.identity.service.sessions import Opened, ToProve
from espace_factures.identity.service.sign_in import Attempt
from tests import factories
from tests.conftest import World
from tests.identity.given import code_sent, send_codes
from tests.identity.test_recovery import resets
from tests.profile.given import adds, otp, protects

STRANGER = "203.0.113.9"
HOME = "198.51.100.3"


def known(world: World, email: str, address: str = HOME) -> Device:
    """The browser that its person uses every day, anywhere."""
    cookie = browsers.remembered(world.ports, Browser(), email)
    return Device("Firefox", address, browsers.recognised(world.ports, cookie))


def tries(world: World, email: str, device: Device, password: str = factories.PASSWORD) -> object:
    """Sign in, the captcha solved."""
    return world.do(sign_in.sign_in, Attempt(email, password), device)


def hammers(world: World, email: str) -> None:
    """As many wrong passwords as it takes, from many networks."""
    for number in range(limits.most(Limit.SIGN_IN_TO) + 5):
        tries(world, email, Device("curl", f"203.0.113.{number}"), "pas le bon mot")


def test_wrong_passwords_from_elsewhere_do_not_lock_the_browser_of_its_person(world: World) -> None:
    email = factories.an_account(world).email
    hammers(world, email)
    assert tries(world, email, Device("Firefox", "192.0.2.77")) == Refusal("too-many", limits.TOO_MANY)
    assert isinstance(tries(world, email, known(world, email)), Opened)


def test_wrong_passwords_of_one_network_do_not_lock_another_network(world: World) -> None:
    email = factories.an_account(world).email
    for _ in range(limits.most(Limit.SIGN_IN) + 1):
        tries(world, email, Device("curl", STRANGER), "pas le bon mot")
    assert isinstance(tries(world, email, Device("curl", STRANGER)), Refusal)
    assert isinstance(tries(world, email, Device("Firefox", HOME)), Opened)


def test_a_known_browser_has_no_more_tries_than_another(world: World) -> None:
    email = factories.an_account(world).email
    here = known(world, email)
    for _ in range(limits.most(Limit.SIGN_IN)):
        tries(world, email, here, "pas le bon mot")
    assert tries(world, email, here) == Refusal("too-many", limits.TOO_MANY)


def test_a_browser_is_known_for_its_own_people_only(world: World) -> None:
    email, other = factories.an_account(world).email, factories.an_account(world).email
    hammers(world, other)
    assert isinstance(tries(world, other, known(world, email)), Refusal)


def test_a_cookie_that_somebody_made_up_is_of_no_browser(world: World) -> None:
    email = factories.an_account(world).email
    cookie = browsers.remembered(world.ports, Browser(), email)
    for wrong in ("", "x", cookie[:-2] + "zz", "é" * 4000):
        assert browsers.recognised(world.ports, wrong) == Browser()


def test_a_browser_remembers_when_it_knew_each_of_a_few_people(world: World) -> None:
    browser = Browser()
    for number in range(MOST_PEOPLE + 1):
        browser = browser.having_seen(f"{number}@exemple.nc", world.clock.now() + timedelta(days=number), "marque")
    assert browser.mark_for("0@exemple.nc") == ""
    again = browser.having_seen("1@exemple.nc", world.clock.now() + timedelta(days=90), "autre")
    assert again.mark_for("1@exemple.nc") == "marque"
    assert again.known_since("1@exemple.nc") == world.clock.now() + timedelta(days=1)


def test_codes_that_strangers_ask_and_try_do_not_lock_the_recovery_of_a_known_browser(world: World) -> None:
    email = factories.an_account(world).email
    here = known(world, email)
    for _ in range(limits.most(Limit.CODES, 1)):
        asks_from(world, email, Device("curl", STRANGER))
        world.clock.advance(minutes=11)
    assert asks_from(world, email, Device("curl", STRANGER)) == ""
    ticket = asks_from(world, email, here)
    assert isinstance(resets(world, ticket, code_sent(world, email), device=here), Changed)


def test_wrong_codes_of_strangers_do_not_lock_the_recovery_of_a_known_browser(world: World) -> None:
    email = factories.an_account(world).email
    here = known(world, email)
    for number in range(limits.most(Limit.CODE_TRIES) // 5 + 1):
        theirs = asks_from(world, email, Device("curl", STRANGER))
        for _ in range(5):
            resets(world, theirs, "0000", device=Device("curl", f"203.0.{number}.1"))
        world.clock.advance(minutes=11)
    ticket = asks_from(world, email, here)
    assert isinstance(resets(world, ticket, code_sent(world, email), device=here), Changed)


def test_a_code_asked_from_elsewhere_does_not_kill_the_one_that_its_person_waits_for(world: World) -> None:
    email = factories.an_account(world).email
    here = known(world, email)
    ticket = asks_from(world, email, here)
    code = code_sent(world, email)
    asks_from(world, email, Device("curl", STRANGER))
    assert isinstance(resets(world, ticket, code, device=here), Changed)


def test_a_thief_of_the_password_uses_up_no_factor_of_its_person(world: World) -> None:
    actor, _ = protects(world)
    theirs = tries(world, actor.email, Device("curl", STRANGER))
    assert isinstance(theirs, ToProve)
    for _ in range(limits.most(Limit.FACTOR) + 1):
        world.do(second_factor.prove, theirs.ticket, "000000")
    mine = tries(world, actor.email, known(world, actor.email))
    assert isinstance(mine, ToProve)
    assert isinstance(world.do(second_factor.prove, mine.ticket, otp(world)), Opened)


def test_a_passkey_opens_whatever_was_tried(world: World) -> None:
    actor = factories.an_account(world)
    key = adds(world, actor)
    hammers(world, actor.email)
    asked = world.do(passkeys.challenge, "")
    stranger = Device("Firefox", STRANGER)
    assert isinstance(world.do(passkeys.sign_in, asked.value, key.sign(asked.options), stranger), Opened)


def asks_from(world: World, email: str, device: Device) -> str:
    """Ask for a code of recovery, sent; nothing when it was one too many."""
    try:
        ticket = world.do(recovery.start, Address(email=email), "", device.address, device.browser)
    except DomainError:
        return ""
    send_codes(world)
    return ticket
