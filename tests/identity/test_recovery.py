"""« Mot de passe oublié »: a code, another password, and nothing that tells whose address has an account."""

import re
from dataclasses import replace

import pytest

from espace_factures.app import limits
from espace_factures.app.forms import parse
from espace_factures.app.limits import Limit
from espace_factures.core.errors import DomainError, FormError, Refusal
from espace_factures.identity.forms import Address, NewPassword
from espace_factures.identity.service import codes, recovery, sending, sessions
from espace_factures.identity.service.recovery import Changed
from espace_factures.identity.service.sessions import Device, Opened
from tests import factories
from tests.conftest import World
from tests.identity.given import ADDRESS, DEVICE, another, asks_again, code_sent, send_codes, signs_in

NEW = "une tout autre phrase calme"


def asks(world: World, email: str, address: str = ADDRESS) -> str:
    """Ask for a code, which is sent; returns the ticket."""
    ticket = world.do(recovery.start, parse(Address, {"email": email}), "", address)
    send_codes(world)
    return ticket


HERE = Device(DEVICE, ADDRESS)


def resets(
    world: World, ticket: str, code: str, password: str = NEW, confirmation: str = NEW, device: Device = HERE
) -> Changed | Refusal:
    """Type a code and a password."""
    form = NewPassword(password=password, confirmation=confirmation)
    return world.do(recovery.reset, ticket, code, form, device)


def text_sent(world: World) -> str:
    """The code of the last SMS."""
    body = world.rows("SELECT body FROM texts ORDER BY id DESC LIMIT 1")[0].body
    found = re.search(r"votre code est (\d{4})", body)
    assert found
    return found.group(1)


def test_a_code_and_a_password_open_the_account_again(world: World) -> None:
    email = factories.an_account(world).email
    outcome = resets(world, asks(world, email), code_sent(world, email))
    assert isinstance(outcome, Changed)
    opened = world.do(sessions.enter, outcome.ticket)
    assert world.do(sessions.authenticate, opened.token).email == email
    assert isinstance(signs_in(world, NEW, email), Opened)


def test_the_former_password_is_dead(world: World) -> None:
    email = factories.an_account(world).email
    resets(world, asks(world, email), code_sent(world, email))
    assert isinstance(signs_in(world, factories.PASSWORD, email), Refusal)


def test_every_other_session_is_closed(world: World) -> None:
    email = factories.an_account(world).email
    stolen = signs_in(world, factories.PASSWORD, email).token
    resets(world, asks(world, email), code_sent(world, email))
    assert world.do(sessions.authenticate, stolen) is None


def test_its_owner_is_told(world: World) -> None:
    email = factories.an_account(world).email
    resets(world, asks(world, email), code_sent(world, email))
    subjects = [row.subject for row in world.rows("SELECT subject FROM mails ORDER BY id")]
    assert subjects == ["Votre code pour changer de mot de passe", "Votre mot de passe a été changé"]


def test_the_ticket_of_entry_serves_once(world: World) -> None:
    email = factories.an_account(world).email
    outcome = resets(world, asks(world, email), code_sent(world, email))
    assert isinstance(outcome, Changed)
    world.do(sessions.enter, outcome.ticket)
    assert world.do(sessions.enter, outcome.ticket) == sessions.EXPIRED


def test_the_ticket_of_entry_is_no_session(world: World) -> None:
    email = factories.an_account(world).email
    outcome = resets(world, asks(world, email), code_sent(world, email))
    assert isinstance(outcome, Changed)
    assert world.do(sessions.authenticate, outcome.ticket) is None


def test_the_ticket_of_entry_lasts_two_minutes(world: World) -> None:
    email = factories.an_account(world).email
    outcome = resets(world, asks(world, email), code_sent(world, email))
    assert isinstance(outcome, Changed)
    world.clock.advance(minutes=2)
    assert world.do(sessions.enter, outcome.ticket) == sessions.EXPIRED


def test_the_code_goes_by_sms_to_whoever_prefers_it(world: World) -> None:
    email = factories.an_account(world, mobile="+687751234", preferred_contact="sms").email
    ticket = asks(world, email)
    assert world.rows("SELECT recipient FROM texts") == [("+687751234",)]
    assert world.rows("SELECT 1 FROM mails") == []
    assert isinstance(resets(world, ticket, text_sent(world)), Changed)


@pytest.mark.parametrize("active", [None, False], ids=["unknown", "never activated"])
def test_an_address_without_account_sees_the_same_and_receives_nothing(world: World, active: bool | None) -> None:
    known, unknown = factories.an_account(world).email, "inconnue@exemple.nc"
    if active is False:
        factories.an_account(world, email=unknown, active=False)
    tickets = [asks(world, known), asks(world, unknown)]
    steps = [world.do(codes.step, ticket) for ticket in tickets]
    assert [(step.is_live, step.tries_left, step.wait, step.mobile) for step in steps] == [(True, 5, 30, "")] * 2
    answers = [resets(world, ticket, "0000") for ticket in tickets]
    assert answers[0] == answers[1] or code_sent(world, known) == "0000"
    assert world.rows("SELECT 1 FROM mails WHERE recipient = :to", to=unknown) == []


def test_no_code_opens_an_address_without_account(world: World) -> None:
    ticket = asks(world, "inconnue@exemple.nc")
    assert all(isinstance(resets(world, ticket, f"{code:04d}"), Refusal) for code in range(6))


def test_a_wrong_code_is_told_by_its_field_and_counted(world: World) -> None:
    email = factories.an_account(world).email
    ticket = asks(world, email)
    outcome = resets(world, ticket, another(code_sent(world, email)))
    assert outcome == replace(codes.WRONG, field="code")
    assert world.do(codes.step, ticket).tries_left == 4


def test_a_password_refused_for_what_it_is_costs_no_try(world: World) -> None:
    email = factories.an_account(world).email
    ticket = asks(world, email)
    with pytest.raises(FormError) as refused:
        resets(world, ticket, "0000", "court", "court")
    assert set(refused.value.fields) == {"password"}
    assert world.do(codes.step, ticket).tries_left == 5


def test_two_passwords_that_differ_are_told_by_the_second(world: World) -> None:
    ticket = asks(world, factories.an_account(world).email)
    with pytest.raises(FormError) as refused:
        resets(world, ticket, "0000", NEW, NEW + "!")
    assert set(refused.value.fields) == {"confirmation"}


def test_a_password_with_the_owners_name_is_refused_only_to_whoever_has_the_code(world: World) -> None:
    email = factories.an_account(world, last_name="Kasarherou").email
    ticket, personal = asks(world, email), "kasarherou au bord du lagon"
    assert resets(world, ticket, another(code_sent(world, email)), personal, personal) == replace(
        codes.WRONG, field="code"
    )
    outcome = resets(world, ticket, code_sent(world, email), personal, personal)
    assert isinstance(outcome, Refusal)
    assert outcome.field == "password"
    assert isinstance(resets(world, ticket, code_sent(world, email)), Changed)


def test_a_code_serves_once(world: World) -> None:
    email = factories.an_account(world).email
    ticket, code = asks(world, email), code_sent(world, email)
    resets(world, ticket, code)
    assert resets(world, ticket, code) == replace(codes.WORN_OUT, field="code")


def test_a_newer_code_replaces_the_older(world: World) -> None:
    email = factories.an_account(world).email
    old_ticket, old = asks(world, email), code_sent(world, email)
    world.clock.advance(seconds=31)
    ticket = asks_again(world, old_ticket)
    assert isinstance(resets(world, old_ticket, old), Refusal)
    assert isinstance(resets(world, ticket, code_sent(world, email)), Changed)


def test_the_code_of_another_account_opens_nothing(world: World) -> None:
    mine, theirs = factories.an_account(world).email, factories.an_account(world).email
    ticket = asks(world, theirs)
    asks(world, mine)
    code = code_sent(world, mine)
    assert isinstance(resets(world, ticket, code), Refusal) or code == code_sent(world, theirs)


def test_the_code_of_another_purpose_opens_nothing(world: World) -> None:
    from tests.identity.given import signs_up

    ticket = signs_up(world)
    assert resets(world, ticket, code_sent(world)) == replace(codes.WRONG, field="code")


def test_codes_asked_for_one_address_are_few_known_or_not(world: World) -> None:
    for email in (factories.an_account(world).email, "inconnue@exemple.nc"):
        for _ in range(limits.most(Limit.CODES)):
            asks(world, email)
        with pytest.raises(DomainError, match="Trop d’essais"):
            asks(world, email)


def test_codes_asked_for_one_address_are_few_a_day(world: World) -> None:
    email = factories.an_account(world).email
    for _ in range(limits.most(Limit.CODES, 1)):
        asks(world, email)
        world.clock.advance(minutes=11)
    with pytest.raises(DomainError, match="Trop d’essais"):
        asks(world, email)


def test_a_code_sent_twice_by_the_queue_stays_the_same(world: World) -> None:
    email = factories.an_account(world).email
    ticket = asks(world, email)
    code_id = world.rows("SELECT id FROM verification_codes WHERE ticket = :t", t=ticket)[0].id
    world.do(sending.deliver, code_id)
    assert len(world.rows("SELECT 1 FROM mails")) == 1
