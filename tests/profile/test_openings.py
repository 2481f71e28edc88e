"""What a thief left behind: it opens nothing after a new password, unless its person keeps it."""

import re

import pytest

from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import ProofNeededError, Refusal
from espace_factures.core.ports import Identity
from espace_factures.identity.rules.browsers import Browser, Device
from espace_factures.identity.service import browsers, denial, identities, passkeys, sessions
from espace_factures.identity.service.passkeys import REFUSED
from espace_factures.identity.service.recovery import Changed
from espace_factures.identity.service.sessions import Opened, ToProve
from espace_factures.profile.forms import ChangedPassword
from espace_factures.profile.service import contacts, openings, totp
from espace_factures.profile.service.openings import Kind
from tests import factories
from tests.conftest import World
from tests.identity.authenticator import Authenticator
from tests.identity.given import code_sent, send_codes, signs_in
from tests.identity.test_known_browsers import asks_from
from tests.identity.test_recovery import NEW, resets
from tests.profile.given import SECRET, adds, otp

THIEF = Device("Thief", "203.0.113.66")


def home(world: World, email: str, browser: Browser | None = None) -> Device:
    """The person's own browser, after one more sign-in."""
    cookie = browsers.remembered(world.ports, browser or Browser(), email)
    return Device("Firefox", "198.51.100.3", browsers.recognised(world.ports, cookie))


def recovers(world: World, email: str, device: Device) -> Actor:
    """Choose another password by a code, and come in."""
    ticket = asks_from(world, email, device)
    changed = resets(world, ticket, code_sent(world, email), device=device)
    assert isinstance(changed, Changed)
    opened = world.do(sessions.enter, changed.ticket, device)
    assert isinstance(opened, Opened), "nothing else is asked"
    return world.do(sessions.authenticate, opened.token)


def opens(world: World, device: Authenticator) -> object:
    """Sign in by a passkey."""
    asked = world.do(passkeys.challenge, "")
    return world.do(passkeys.sign_in, asked.value, device.sign(asked.options), THIEF)


def links(world: World, email: str) -> Identity:
    """NC Connect, linked by whoever reads the mails."""
    identity = Identity("https://nc-connect.example", "sujet", email)
    asked = world.do(identities.recognise, identity, THIEF)
    send_codes(world)
    assert isinstance(world.do(identities.confirm, asked.ticket, code_sent(world, email), THIEF), Opened)
    return identity


def denied(world: World, subject: str) -> str:
    """The link of the button of the last notice."""
    texts = world.rows("SELECT text FROM mails WHERE subject LIKE :subject ORDER BY id", subject=f"%{subject}%")
    found = re.search(r"lien=([^\s]+)", texts[-1][0])
    assert found
    return found.group(1)


def test_after_a_new_password_what_came_since_the_last_safe_sign_in_opens_nothing(world: World) -> None:
    actor = factories.an_account(world)
    here = home(world, actor.email)
    world.clock.advance(minutes=60)
    identity = links(world, actor.email)
    me = recovers(world, actor.email, here)
    assert me.must_review
    assert [right for right in Permission if me.can(right)] == [Permission.ACCOUNT_PROTECT]
    assert not isinstance(world.do(identities.recognise, identity, THIEF), Opened)


def test_it_is_gone_for_good_once_its_person_did_not_keep_it(world: World) -> None:
    actor = factories.an_account(world)
    here = home(world, actor.email)
    world.clock.advance(minutes=60)
    identity = links(world, actor.email)
    me = recovers(world, actor.email, here)
    assert world.do(openings.keep, me, ()) == 1
    assert world.rows("SELECT 1 FROM identities") == []
    assert not isinstance(world.do(identities.recognise, identity, THIEF), Opened)
    token = signs_in(world, NEW, actor.email).token
    assert world.do(sessions.authenticate, token).can(Permission.INVOICE_DEPOSIT)


def test_what_its_person_keeps_opens_the_account_again(world: World) -> None:
    actor = factories.an_account(world)
    here = home(world, actor.email)
    world.clock.advance(minutes=60)
    identity = links(world, actor.email)
    me = recovers(world, actor.email, here)
    [link] = world.do(openings.mine, me)
    assert (link.kind, link.is_new) == (Kind.LINK, True)
    world.do(openings.keep, me, {link.name})
    assert isinstance(world.do(identities.recognise, identity, THIEF), Opened)


def test_what_was_there_at_the_last_safe_sign_in_is_left_alone(world: World) -> None:
    actor = factories.an_account(world)
    links(world, actor.email)
    world.clock.advance(minutes=60)
    me = recovers(world, actor.email, home(world, actor.email))
    assert not me.must_review
    assert [found.is_new for found in world.do(openings.mine, me)] == [False]


def test_an_unknown_browser_doubts_what_came_in_ninety_days(world: World) -> None:
    actor = factories.an_account(world)
    links(world, actor.email)
    world.clock.advance(days=80)
    assert recovers(world, actor.email, Device("Firefox", "198.51.100.3")).must_review


def test_linking_nc_connect_is_told(world: World) -> None:
    actor = factories.an_account(world)
    links(world, actor.email)
    assert world.rows("SELECT recipient FROM mails WHERE subject LIKE 'NC Connect est relié%'")[0][0] == actor.email


def test_a_review_needs_a_recent_proof(world: World) -> None:
    actor = factories.signed_in(world, factories.an_account(world))
    adds(world, actor)
    world.clock.advance(minutes=11)
    with pytest.raises(ProofNeededError):
        world.do(openings.keep, actor, ())


def test_after_a_change_of_password_factors_and_sessions_are_listed(world: World) -> None:
    actor = factories.signed_in(world, factories.an_account(world))
    adds(world, actor)
    form = ChangedPassword(current=factories.PASSWORD, password=NEW, confirmation=NEW)
    world.do(contacts.change_password, actor, factories.PASSWORD, form)
    assert isinstance(signs_in(world, NEW, actor.email), ToProve)
    assert {found.kind for found in world.do(openings.mine, actor)} == {Kind.KEY}


def test_it_was_not_me_shuts_a_thief_out_and_lets_the_person_back_in(world: World) -> None:
    actor = factories.an_account(world)
    thief = world.do(sessions.authenticate, signs_in(world, factories.PASSWORD, actor.email).token)
    world.do(totp.turn_on, thief, factories.PASSWORD, SECRET, otp(world))
    assert world.do(denial.deny, denied(world, "double authentification")) == actor.email
    assert isinstance(signs_in(world, factories.PASSWORD, actor.email), Refusal)
    me = recovers(world, actor.email, Device("Firefox", "198.51.100.3"))
    world.do(openings.keep, me, ())
    assert isinstance(signs_in(world, NEW, actor.email), Opened)


def test_it_was_not_me_closes_every_session_and_stops_the_key_of_the_thief(world: World) -> None:
    actor = factories.an_account(world)
    token = signs_in(world, factories.PASSWORD, actor.email).token
    key = adds(world, actor)
    world.do(denial.deny, denied(world, "clé d’accès"))
    assert world.do(sessions.authenticate, token) is None
    assert opens(world, key) == REFUSED


def test_it_was_not_me_leaves_an_older_key_alone(world: World) -> None:
    actor = factories.an_account(world)
    old = adds(world, actor)
    world.clock.advance(minutes=5)
    adds(world, actor, name="La clé du voleur")
    world.do(denial.deny, denied(world, "clé d’accès"))
    assert isinstance(opens(world, old), Opened)


@pytest.mark.parametrize("token", ["", "x", "a.b.c"])
def test_a_link_that_somebody_made_up_closes_nothing(world: World, token: str) -> None:
    assert world.do(denial.deny, token) == denial.LOST


def test_a_link_serves_three_days(world: World) -> None:
    actor = factories.an_account(world)
    adds(world, actor)
    link = denied(world, "clé d’accès")
    world.clock.advance(days=3, seconds=1)
    assert world.do(denial.deny, link) == denial.LOST
