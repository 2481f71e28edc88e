"""« Profil »: what may be changed, by whom, and who is told."""

from datetime import timedelta
from typing import Any

import pytest

from espace_factures.app import limits
from espace_factures.app.forms import parse
from espace_factures.app.limits import Limit
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError, ProofNeededError, Refusal
from espace_factures.identity.forms import Address, NewPassword, Person
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.service import codes, sessions
from espace_factures.identity.service.sessions import Opened
from espace_factures.profile.forms import Mobile
from espace_factures.profile.service import contacts
from tests import factories
from tests.conftest import World
from tests.identity.given import another, code_sent, send_codes, signs_in
from tests.identity.test_recovery import text_sent

NEW = "nouvelle@exemple.nc"


def asks_email(world: World, actor: Actor, email: str = NEW) -> str:
    """Ask for another address, the code sent; returns the ticket."""
    ticket = world.do(contacts.ask_email, factories.signed_in(world, actor), Address(email=email))
    send_codes(world)
    return ticket


def asks_mobile(world: World, actor: Actor, mobile: str = "75.12.34") -> str:
    """Ask for another number, the code sent; returns the ticket."""
    ticket = world.do(contacts.ask_mobile, factories.signed_in(world, actor), parse(Mobile, {"mobile": mobile}))
    send_codes(world)
    return ticket


def account(world: World):
    """The only account."""
    return world.rows("SELECT * FROM accounts ORDER BY id")[0]


def test_a_new_address_counts_once_its_code_is_typed_and_the_old_one_is_told(world: World) -> None:
    actor = factories.an_account(world)
    ticket = asks_email(world, actor)
    assert account(world).email == actor.email
    assert world.do(contacts.confirm_email, actor, ticket, code_sent(world, NEW)) is None
    assert account(world).email == NEW
    told = world.rows("SELECT subject FROM mails WHERE recipient = :to", to=actor.email)
    assert [row.subject for row in told] == ["Le courriel de votre compte provincial a changé"]
    assert isinstance(signs_in(world, factories.PASSWORD, NEW), Opened)


@pytest.mark.parametrize(
    ("gesture", "given"),
    [
        (contacts.ask_email, Address(email=NEW)),
        (contacts.ask_mobile, Mobile(mobile="+687751234")),
        (contacts.prefer, Contact.EMAIL),
    ],
)
def test_a_contact_changes_only_by_somebody_who_proved_lately_that_it_is_they(
    world: World, gesture: Any, given: Any
) -> None:
    actor = factories.signed_in(world, factories.an_account(world), ago=timedelta(minutes=11))
    with pytest.raises(ProofNeededError):
        world.do(gesture, actor, given)
    assert world.rows("SELECT 1 FROM verification_codes") == []


def test_a_wrong_code_changes_no_address(world: World) -> None:
    actor = factories.an_account(world)
    ticket = asks_email(world, actor)
    assert world.do(contacts.confirm_email, actor, ticket, another(code_sent(world, NEW))) == codes.WRONG
    assert account(world).email == actor.email


def test_the_code_of_somebody_else_changes_no_address(world: World) -> None:
    mine, theirs = factories.an_account(world), factories.an_account(world)
    ticket = asks_email(world, theirs)
    assert world.do(contacts.confirm_email, mine, ticket, code_sent(world, NEW)) == codes.WRONG


def test_an_address_that_has_an_account_looks_like_another_and_its_owner_is_told(world: World) -> None:
    actor, owner = factories.an_account(world), factories.an_account(world)
    ticket = asks_email(world, actor, owner.email)
    assert world.do(codes.step, ticket).email == owner.email
    assert world.do(contacts.confirm_email, actor, ticket, "0000") == codes.WRONG
    told = world.rows("SELECT subject FROM mails WHERE recipient = :to", to=owner.email)
    assert [row.subject for row in told] == ["Vous avez déjà un compte provincial"]


def test_an_address_taken_meanwhile_is_not_taken_twice(world: World) -> None:
    actor = factories.an_account(world)
    ticket = asks_email(world, actor)
    factories.an_account(world, email=NEW)
    assert world.do(contacts.confirm_email, actor, ticket, code_sent(world, NEW)) == codes.WORN_OUT


def test_a_number_counts_once_the_code_of_its_sms_is_typed(world: World) -> None:
    actor = factories.an_account(world)
    ticket = asks_mobile(world, actor)
    assert world.rows("SELECT recipient FROM texts") == [("+687751234",)]
    assert world.do(contacts.confirm_mobile, actor, ticket, text_sent(world)) is None
    assert (account(world).mobile, account(world).mobile_proved_at is not None) == ("+687751234", True)


def test_a_number_gets_few_sms_a_day(world: World) -> None:
    for _ in range(limits.most(Limit.TEXTS) + 3):
        asks_mobile(world, factories.an_account(world))
    assert len(world.rows("SELECT 1 FROM texts")) == limits.most(Limit.TEXTS)


def test_the_sms_fills_the_field_of_a_telephone(world: World) -> None:
    asks_mobile(world, factories.an_account(world))
    last = world.rows("SELECT body FROM texts")[0].body.splitlines()[-1]
    assert last == f"@localhost #{text_sent(world)}"


@pytest.mark.parametrize("contact", list(Contact))
def test_codes_go_only_where_one_is_proved_to_be(world: World, contact: Contact) -> None:
    actor = factories.an_account(world, email_proved_at=None, mobile="+687751234", mobile_proved_at=None)
    with pytest.raises(FormError) as refused:
        world.do(contacts.prefer, factories.signed_in(world, actor), contact)
    assert set(refused.value.fields) == {"preferred_contact"}


def test_a_proved_number_may_be_preferred(world: World) -> None:
    actor = factories.an_account(world)
    world.do(contacts.confirm_mobile, actor, asks_mobile(world, actor), text_sent(world))
    world.do(contacts.prefer, factories.signed_in(world, actor), Contact.SMS)
    assert account(world).preferred_contact == "sms"


def test_an_identity_is_corrected_and_its_owner_told(world: World) -> None:
    actor = factories.an_account(world)
    typed = {"civility": "M.", "first_name": "Élie", "last_name": "Wamytan", "birth_date": "17/05/1990"}
    world.do(contacts.correct_person, actor, parse(Person, typed))
    assert (account(world).civility, account(world).first_name) == ("M.", "Élie")
    assert world.rows("SELECT subject FROM mails")[0].subject.startswith("L’identité")


def test_a_minor_is_not_made_of_an_adult(world: World) -> None:
    typed = {"civility": "M.", "first_name": "Élie", "last_name": "Wamytan", "birth_date": "19/11/2015"}
    with pytest.raises(FormError) as refused:
        world.do(contacts.correct_person, factories.an_account(world), parse(Person, typed))
    assert set(refused.value.fields) == {"birth_date"}


def test_another_password_closes_the_other_sessions_and_keeps_this_one(world: World) -> None:
    email = factories.an_account(world).email
    here, there = (signs_in(world, factories.PASSWORD, email).token for _ in range(2))
    actor = world.do(sessions.authenticate, here)
    phrase = "une tout autre phrase calme"
    form = NewPassword(password=phrase, confirmation=phrase)
    world.do(contacts.change_password, actor, factories.PASSWORD, form)
    assert world.do(sessions.authenticate, here)
    assert world.do(sessions.authenticate, there) is None
    assert isinstance(signs_in(world, phrase, email), Opened)


def test_a_code_asked_for_the_old_address_is_dead_once_it_changed(world: World) -> None:
    from tests.identity.test_recovery import asks, resets

    actor = factories.an_account(world)
    ticket = asks(world, actor.email)
    code = code_sent(world, actor.email)
    world.do(contacts.confirm_email, actor, asks_email(world, actor), code_sent(world, NEW))
    assert isinstance(resets(world, ticket, code), Refusal)
