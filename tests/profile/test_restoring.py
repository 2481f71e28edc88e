"""Point d'accueil: two agents give an account back to a person whom one of them saw."""

import re
from datetime import timedelta

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError
from espace_factures.identity.forms import Address, NewPassword
from espace_factures.identity.service import denial, recovery, sessions
from espace_factures.identity.service.sessions import Device, Opened, ToProve
from espace_factures.profile import rules as profile_rules
from espace_factures.profile.forms import Seen
from espace_factures.profile.service import restoring
from tests import factories
from tests.conftest import World
from tests.identity.given import ADDRESS, code_sent, send_codes, signs_in
from tests.profile.desk import SEEN, agent_of, asks, is_protected, manager, refusal
from tests.profile.given import protects

NEW = "une autre phrase, longue"


def recovers(world: World, person: Actor):
    """« Mot de passe oublié », by the code of the mail."""
    ticket = world.do(recovery.start, Address(email=person.email), "", ADDRESS)
    send_codes(world)
    code, new = code_sent(world, person.email), NewPassword(password=NEW, confirmation=NEW)
    return world.do(recovery.reset, ticket, code, new, Device("Firefox", ADDRESS))


def test_after_the_second_agent_the_password_alone_opens_and_every_session_is_closed(world: World) -> None:
    person, _ = protects(world)
    opened = factories.signed_in(world, person)
    assert isinstance(signs_in(world, factories.PASSWORD, person.email), ToProve)
    number = asks(world, agent_of(world), person)
    assert is_protected(world, person)
    world.do(restoring.confirm, agent_of(world), number)
    assert not is_protected(world, person)
    assert world.rows("SELECT 1 FROM recovery_codes WHERE account_id = :a", a=person.account_id) == []
    (row,) = world.rows("SELECT revoked_at FROM auth_sessions WHERE id = :id", id=opened.session_id)
    assert row.revoked_at is not None
    assert isinstance(signs_in(world, factories.PASSWORD, person.email), Opened)


def test_the_compulsory_factor_is_asked_again_at_once(world: World) -> None:
    person = manager(world)
    world.do(restoring.confirm, agent_of(world), asks(world, agent_of(world), person))
    opened = signs_in(world, factories.PASSWORD, person.email)
    assert world.do(sessions.authenticate, opened.token).lacks_factor


def test_who_lost_the_password_too_recovers_by_a_code_for_a_day(world: World) -> None:
    person = manager(world)
    world.do(restoring.confirm, agent_of(world), asks(world, agent_of(world), person))
    assert isinstance(recovers(world, person), recovery.Changed)
    world.clock.advance(hours=25)
    assert recovers(world, person) == recovery.AT_A_DESK


def test_what_moves_money_goes_slower_afterwards(world: World) -> None:
    person = manager(world)
    world.clock.advance(days=10)
    world.do(restoring.confirm, agent_of(world), asks(world, agent_of(world), person))
    (row,) = world.rows("SELECT secured_at FROM accounts WHERE id = :id", id=person.account_id)
    assert row.secured_at == world.clock.now()


def test_it_is_told_at_every_contact_of_the_last_ninety_days_when_asked_and_when_done(world: World) -> None:
    person, _ = protects(world)
    now = world.clock.now()
    with world.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO former_contacts (account_id, channel, value, proved_at, left_at)"
            " VALUES (%s, 'email', 'ancien@exemple.nc', %s, %s)",
            (person.account_id, now, now - timedelta(days=10)),
        )
    world.do(restoring.confirm, agent_of(world), asks(world, agent_of(world), person))
    told = [row.recipient for row in world.rows("SELECT recipient FROM mails WHERE subject LIKE '%point d’accueil'")]
    assert sorted(told) == sorted(["ancien@exemple.nc", person.email] * 2)
    mobile = "SELECT 1 FROM texts JOIN accounts ON mobile = recipient WHERE id = :id AND body LIKE '%accueil%'"
    assert len(world.rows(mobile.replace("WHERE id", "WHERE accounts.id"), id=person.account_id)) == 2


def test_one_click_of_whoever_did_not_come_stops_it(world: World) -> None:
    person, _ = protects(world)
    number = asks(world, agent_of(world), person)
    (letter,) = world.rows("SELECT text FROM mails WHERE recipient = :e AND subject LIKE '%accueil'", e=person.email)
    link = re.search(r"lien=(\S+)", letter.text)
    assert link
    assert world.do(denial.deny, link[1]) == person.email
    assert refusal(world, agent_of(world), number) == profile_rules.CHANGED.code


def test_each_step_is_in_the_log_under_its_agent(world: World) -> None:
    person, _ = protects(world)
    first, second = agent_of(world), agent_of(world)
    world.do(restoring.refuse, second, asks(world, first, person))
    world.do(restoring.confirm, second, asks(world, first, person))
    logged = world.rows(
        "SELECT account_id, action, subject FROM audit_entries WHERE action LIKE 'restore%' ORDER BY id"
    )
    actions = ["restore.asked", "restore.refused", "restore.asked", "restore.done"]
    agents = [first.account_id, second.account_id] * 2
    subject = f"account:{person.account_id}"
    assert logged == [(agent, action, subject) for agent, action in zip(agents, actions, strict=True)]


@pytest.mark.parametrize("typed", [{"birth_date": "18/05/1990"}, {"email": "inconnue@exemple.nc"}])
def test_what_the_paper_does_not_say_finds_nobody(world: World, typed: dict[str, str]) -> None:
    person, _ = protects(world)
    with pytest.raises(FormError, match="Aucun compte"):
        asks(world, agent_of(world), person, **typed)
    assert world.rows("SELECT 1 FROM restorations") == []


def test_one_request_at_a_time_waits_for_a_person(world: World) -> None:
    person, _ = protects(world)
    asks(world, agent_of(world), person)
    with pytest.raises(FormError, match="déjà demandé"):
        asks(world, agent_of(world), person)


@pytest.mark.parametrize("name", ["birth_date", "email", "paper", "seen"])
def test_each_field_that_is_missing_is_named(name: str) -> None:
    with pytest.raises(FormError) as refused:
        parse(Seen, SEEN | {"email": "elodie@exemple.nc"} | {name: ""})
    assert set(refused.value.fields) == {name}
