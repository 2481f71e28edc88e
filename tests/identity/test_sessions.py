"""Signing in and out: limits, lifetimes, and the same answer whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.access import Role
from espace_factures.core.errors import NotFoundError, Refusal
from espace_factures.identity.service import closing, sessions
from espace_factures.identity.service.sessions import SESSION_LIFETIME, Opened
from espace_factures.identity.service.sign_in import WRONG
from tests import factories
from tests.conftest import World
from tests.identity.given import signs_in

TOO_MANY = Refusal("too-many", limits.TOO_MANY)


def test_a_wrong_password_and_an_unknown_address_answer_the_same(world: World) -> None:
    known = factories.an_account(world)
    assert signs_in(world, "pas le bon mot", known.email).sentence == WRONG
    assert signs_in(world, "pas le bon mot", "inconnue@exemple.nc").sentence == WRONG


def test_a_pending_account_is_told_only_to_whoever_knows_its_password(world: World) -> None:
    pending = factories.an_account(world, active=False)
    assert signs_in(world, "pas le bon mot", pending.email).sentence == WRONG


def test_tries_on_one_account_are_limited_and_come_back_after_a_quarter(world: World) -> None:
    known = factories.an_account(world)
    for _ in range(limits.most(Limit.SIGN_IN)):
        assert signs_in(world, "pas le bon mot", known.email).sentence == WRONG
    assert signs_in(world, factories.PASSWORD, known.email) == TOO_MANY
    assert signs_in(world, "pas le bon mot", "inconnue@exemple.nc").sentence == WRONG, "others are not locked out"
    world.clock.advance(minutes=15)
    assert isinstance(signs_in(world, factories.PASSWORD, known.email), Opened)


def test_an_unknown_address_is_limited_like_a_known_one(world: World) -> None:
    for _ in range(limits.most(Limit.SIGN_IN)):
        signs_in(world, "pas le bon mot", "inconnue@exemple.nc")
    assert signs_in(world, "pas le bon mot", "inconnue@exemple.nc") == TOO_MANY


def test_tries_made_at_once_are_all_counted(world: World) -> None:
    known = factories.an_account(world)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: signs_in(world, "pas le bon mot", known.email), range(24)))
    assert sum(answer.sentence == WRONG for answer in answers) == limits.most(Limit.SIGN_IN)


def test_a_session_is_kept_as_a_trace_of_its_token(world: World) -> None:
    opened = signs_in(world, factories.PASSWORD, factories.an_account(world).email)
    kept = world.rows("SELECT token_hash FROM auth_sessions")[0][0]
    assert opened.token not in kept
    assert world.do(sessions.authenticate, opened.token)
    assert world.do(sessions.authenticate, kept) is None


def test_a_session_ends_at_once_when_signed_out_and_only_this_one(world: World) -> None:
    email = factories.an_account(world).email
    first, second = (signs_in(world, factories.PASSWORD, email).token for _ in range(2))
    world.do(sessions.sign_out, first)
    assert world.do(sessions.authenticate, first) is None
    assert world.do(sessions.authenticate, second)
    world.do(sessions.sign_out, first)
    world.do(sessions.sign_out, "")


def test_a_session_ends_by_itself(world: World) -> None:
    token = signs_in(world, factories.PASSWORD, factories.an_account(world).email).token
    for _ in range(int(SESSION_LIFETIME / timedelta(hours=1)) - 1):
        world.clock.advance(minutes=60)
        assert world.do(sessions.authenticate, token)
    world.clock.advance(minutes=60)
    assert world.do(sessions.authenticate, token) is None


def test_a_role_taken_back_is_gone_at_the_next_event(world: World) -> None:
    agent = factories.an_agent(world, Role.ACCOUNTANT)
    token = signs_in(world, factories.PASSWORD, agent.email).token
    assert world.do(sessions.authenticate, token).is_agent
    with world.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM account_roles")
    assert not world.do(sessions.authenticate, token).is_agent


def test_an_outdated_hash_is_made_anew_at_sign_in(world: World) -> None:
    from argon2 import PasswordHasher

    old = PasswordHasher(memory_cost=8 * 1024, time_cost=1, parallelism=1).hash(factories.PASSWORD)
    account = factories.an_account(world, password_hash=old)
    assert isinstance(signs_in(world, factories.PASSWORD, account.email), Opened)
    kept = world.rows("SELECT password_hash FROM accounts")[0][0]
    assert "m=19456,t=2,p=1" in kept


def test_an_operator_ends_the_sessions_of_one_person(world: World) -> None:
    known, other = factories.an_account(world), factories.an_account(world)
    hers, his = signs_in(world, factories.PASSWORD, known.email), signs_in(world, factories.PASSWORD, other.email)
    world.do(closing.close_of, known.email)
    assert world.do(sessions.authenticate, hers.token) is None
    assert world.do(sessions.authenticate, his.token)
    with pytest.raises(NotFoundError):
        world.do(closing.close_of, "inconnue@exemple.nc")


def test_an_operator_ends_the_sessions_of_everybody_and_the_log_says_so(world: World) -> None:
    people = [factories.an_account(world) for _ in range(2)]
    opened = [signs_in(world, factories.PASSWORD, person.email) for person in people]
    assert world.do(closing.close_everybodys) == len(people)
    assert [world.do(sessions.authenticate, one.token) for one in opened] == [None, None]
    assert world.rows("SELECT subject, details FROM audit_entries WHERE action = 'session.closed'") == [
        ("account:everybody", {"people": 2})
    ]
