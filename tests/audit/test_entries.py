"""Who came in, who was kept out, what agents were shown: written down, without what was typed."""

import pyotp
import pytest

from espace_factures.audit import service as audit_service
from espace_factures.core.access import Role
from espace_factures.core.errors import Refusal
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import documents, dossiers
from espace_factures.identity.rules.verification import Purpose
from espace_factures.identity.service import codes, second_factor, sessions
from espace_factures.identity.service.sessions import Device, Opened, ToProve
from tests import factories
from tests.conftest import World
from tests.identity.given import active, another, code_sent, signs_in, signs_up
from tests.ribs.conftest import Counter, counter

__all__ = ["counter"]
ADDRESS = "192.0.2.10"


def entries(world: World, *actions: str) -> list[tuple[str, int | None, str, str]]:
    sql = "SELECT action, account_id, subject, address FROM audit_entries WHERE action = ANY(:a) ORDER BY id"
    return [tuple(row) for row in world.rows(sql, a=list(actions))]


def account_of(world: World) -> int:
    return world.rows("SELECT id FROM accounts")[0].id


def test_a_sign_in_and_its_end(world: World) -> None:
    active(world)
    opened = signs_in(world)
    assert isinstance(opened, Opened)
    world.do(sessions.sign_out, opened.token)
    me = account_of(world)
    found = entries(world, "session.opened", "session.ended")
    assert [(action, author, subject) for action, author, subject, _ in found[-2:]] == [
        ("session.opened", me, f"account:{me}"),
        ("session.ended", me, f"account:{me}"),
    ]
    assert found[-2][3]


def test_a_wrong_password_says_whose_account_was_tried_and_not_by_whom(world: World) -> None:
    active(world)
    assert isinstance(signs_in(world, "une toute autre phrase"), Refusal)
    ((_, author, subject, address),) = entries(world, "session.refused")
    assert (author, subject) == (None, f"account:{account_of(world)}")
    assert address


def test_what_was_typed_for_an_unknown_account_is_not_written(world: World) -> None:
    signs_in(world, "mot de passe", email="mon-mot-de-passe@exemple.nc")
    assert entries(world, "session.refused")[0][2] == "account:unknown"
    assert "mon-mot-de-passe" not in str(world.rows("SELECT * FROM audit_entries"))


def test_an_account_locked_by_too_many_tries(world: World) -> None:
    active(world)
    for _ in range(13):
        signs_in(world, "une toute autre phrase")
    assert len(entries(world, "session.locked")) == 1


def test_wrong_codes_of_both_kinds(world: World) -> None:
    ticket = signs_up(world)
    world.do(codes.check, ticket, another(code_sent(world)), Purpose.ACTIVATION, Device("Firefox", ADDRESS))
    account = factories.an_account(world, totp_sealed=pyotp.random_base32())
    waiting = signs_in(world, factories.PASSWORD, email=account.email)
    assert isinstance(waiting, ToProve)
    for _ in range(8):
        world.do(second_factor.prove, waiting.ticket, "000000")
    assert len(entries(world, "code.refused")) == 1
    found = [row[0] for row in entries(world, "factor.refused", "factor.locked")]
    assert found == ["factor.refused"] * 5 + ["factor.locked"]
    assert {row[2] for row in entries(world, "factor.refused")} == {f"account:{account.account_id}"}


def test_an_agent_is_shown_an_iban_or_a_document_and_the_log_says_so_first(counter: Counter) -> None:
    reference = counter.adds()
    counter.world.do(dossiers.agent_dossier, counter.first, Kind.RIB, reference)
    counter.world.do(dossiers.agent_dossier, counter.first, Kind.RIB, reference)
    assert [row[1:3] for row in entries(counter.world, "rib.seen")] == [(counter.first.account_id, reference)]
    (document,) = counter.world.rows("SELECT public_id FROM documents")
    counter.world.do(documents.serve, counter.first, document.public_id)
    assert [row[1:3] for row in entries(counter.world, "documents.opened")] == [
        (counter.first.account_id, f"document:{document.public_id}")
    ]


def test_the_same_agent_an_hour_later_is_written_again(counter: Counter) -> None:
    reference = counter.adds()
    counter.world.do(dossiers.agent_dossier, counter.first, Kind.RIB, reference)
    counter.world.clock.advance(hours=1)
    counter.world.do(dossiers.agent_dossier, counter.first, Kind.RIB, reference)
    assert len(entries(counter.world, "rib.seen")) == 2


def test_a_member_who_opens_their_own_document_is_not_written(counter: Counter) -> None:
    counter.adds()
    (document,) = counter.world.rows("SELECT public_id FROM documents")
    counter.world.do(documents.serve, counter.manager, document.public_id)
    assert entries(counter.world, "documents.opened") == []


@pytest.mark.parametrize("times", [1, 70])
def test_what_one_may_not_do_is_written_but_does_not_fill_the_log(world: World, times: int) -> None:
    actor = factories.an_agent(world, Role.ACCOUNTANT)
    for _ in range(times):
        world.do(audit_service.right_refused, actor, "RibQueueState.load")
    found = entries(world, "right.refused")
    assert len(found) == min(times, 60)
    assert found[0][1:3] == (actor.account_id, "RibQueueState.load")
