"""A change anywhere in the log shows, and says where; those who record wait for nobody."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from espace_factures.app import run
from espace_factures.app.uow import unit_of_work
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import LABELS, Action
from espace_factures.audit.rules.chain import Head
from espace_factures.audit.service import sealing, verifying
from espace_factures.audit.service.verifying import Break, Walk
from espace_factures.organisation.service import journal
from tests import factories
from tests.conftest import World


@pytest.fixture
def written(world: World) -> World:
    """Five entries, sealed."""
    actor = factories.an_account(world)
    for number in range(5):
        world.do(audit_service.record, actor, Action.EXPORT_ASKED, f"account:{number}", b=number, a="é")
    world.do(sealing.seal)
    return world


def tamper(world: World, *statements: str) -> None:
    """What the superuser of the database can do."""
    with world.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))


def verified(world: World, expected: Head | None = None) -> Walk:
    return world.do(verifying.walk, Head(), expected or Head())


def test_a_log_that_nobody_touched_is_whole(written: World) -> None:
    walk = verified(written)
    assert (walk.head.position, walk.broken, walk.is_done) == (5, None, True)


def test_sealing_again_adds_nothing_and_later_entries_go_on(written: World) -> None:
    before = verified(written).head
    assert written.do(sealing.seal) == (before, 0)
    written.do(audit_service.record, None, Action.ORDERS_IMPORTED, "file:1")
    head, count = written.do(sealing.seal)
    assert (head.position, count) == (6, 1)
    assert verified(written).head == head


@pytest.mark.parametrize(
    "change",
    [
        "subject = 'account:9'",
        "account_id = NULL",
        "at = at + interval '1 microsecond'",
        "details = '{}'",
        "address = '192.0.2.1'",
        "action = 'export.downloaded'",
        "action = 'nothing we know'",
    ],
)
def test_an_entry_changed_breaks_the_chain_at_its_place(written: World, change: str) -> None:
    tamper(written, f"UPDATE audit_entries SET {change} WHERE subject = 'account:2'")
    walk = verified(written)
    assert (walk.head.position, walk.broken) == (2, Break.CHANGED)
    assert written.rows("SELECT id FROM audit_entries WHERE id = :id", id=walk.entry_id)


def test_an_entry_taken_out_is_missed(written: World) -> None:
    tamper(written, "DELETE FROM audit_entries WHERE subject = 'account:2'")
    assert verified(written).broken is Break.GONE


def test_an_entry_taken_out_with_its_seal_leaves_a_hole(written: World) -> None:
    tamper(
        written,
        "DELETE FROM audit_seals WHERE position = 3",
        "DELETE FROM audit_entries WHERE subject = 'account:2'",
    )
    assert verified(written).broken is Break.HOLE


def test_a_chain_forged_anew_does_not_pass_by_the_head_that_was_mailed(written: World) -> None:
    mailed = verified(written).head
    tamper(written, "UPDATE audit_entries SET subject = 'account:9' WHERE subject = 'account:2'")
    tamper(written, "DELETE FROM audit_seals")
    written.do(sealing.seal)
    assert verified(written).broken is None
    assert verified(written, mailed).broken is Break.OTHER


def test_the_last_entries_taken_out_are_missed_by_whoever_has_the_head(written: World) -> None:
    mailed = verified(written).head
    tamper(
        written,
        "DELETE FROM audit_seals WHERE position = 5",
        "DELETE FROM audit_entries WHERE subject = 'account:4'",
    )
    assert verified(written).broken is None
    assert verified(written, mailed).broken is Break.OTHER


def test_an_entry_slipped_in_without_a_seal_is_counted(written: World) -> None:
    tamper(
        written,
        "INSERT INTO audit_entries (at, action, subject, details, address) "
        "VALUES ('2026-01-01', 'export.asked', 'account:1', '{}', '')",
    )
    assert written.do(verifying.waiting) == 1


def test_an_entry_committed_after_later_ones_is_sealed_after_them(world: World) -> None:
    with unit_of_work(world.engine) as slow:
        audit_service.record(slow, world.ports, None, Action.ORDERS_IMPORTED, "file:slow")
        slow.session.flush()
        world.do(audit_service.record, None, Action.ORDERS_IMPORTED, "file:fast")
        world.do(sealing.seal)
        world.clock.advance(minutes=5)
    world.do(sealing.seal)
    rows = world.rows("SELECT subject FROM audit_entries e JOIN audit_seals s ON s.entry_id = e.id ORDER BY position")
    assert [row.subject for row in rows] == ["file:fast", "file:slow"]
    assert verified(world).broken is None


def at_once(*gestures: Callable[[], object]) -> None:
    threads = [threading.Thread(target=gesture) for gesture in gestures]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_those_who_record_and_those_who_seal_at_once_make_one_chain(world: World) -> None:
    def records() -> None:
        for number in range(20):
            run.execute(audit_service.record, None, Action.ORDERS_IMPORTED, f"file:{number}")

    def seals() -> None:
        for _ in range(20):
            run.execute(sealing.seal)

    at_once(records, seals, records, seals, records)
    world.do(sealing.seal)
    walk = verified(world)
    assert (walk.head.position, walk.broken) == (60, None)


def test_who_records_does_not_wait_for_who_seals(world: World) -> None:
    with unit_of_work(world.engine) as sealer:
        sealing.seal(sealer, world.ports)
        with unit_of_work(world.engine) as author:
            author.session.execute(text("SET LOCAL lock_timeout = '500ms'"))
            audit_service.record(author, world.ports, None, Action.ORDERS_IMPORTED, "file:1")


@pytest.mark.parametrize("table", ["audit_entries", "audit_seals"])
@pytest.mark.parametrize("words", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_itself_refuses_to_rewrite_the_log(written: World, table: str, words: str) -> None:
    column = "address" if table == "audit_entries" else "hash"
    with pytest.raises(DBAPIError, match="append-only"), written.engine.begin() as connection:
        connection.execute(text(words.format(table, column, column)))


def test_the_head_is_mailed_to_who_keeps_it_with_all_sealed(world: World) -> None:
    from dataclasses import replace

    world.use(settings=replace(world.ports.settings, audit_mail="journal@province.example"))
    world.do(audit_service.record, None, Action.ORDERS_IMPORTED, "file:1")
    head = world.do(journal.send_head)
    assert head == verified(world).head
    (mail,) = world.rows("SELECT recipient, text FROM mails")
    assert mail.recipient == "journal@province.example"
    assert f"verify-journal --head {head}" in mail.text


def test_without_an_address_nothing_is_mailed(world: World) -> None:
    world.do(journal.send_head)
    assert world.rows("SELECT 1 FROM mails") == []


def test_a_kind_of_entry_that_nobody_declared_is_refused(world: World) -> None:
    with pytest.raises(StatementError, match="intrusion"):
        world.do(audit_service.record, None, "intrusion", "account:1")


def test_every_kind_has_its_words_in_french() -> None:
    assert set(LABELS) == set(Action)


def test_a_seal_is_expected_ten_minutes_later(world: World) -> None:
    world.do(audit_service.record, None, Action.ORDERS_IMPORTED, "file:1")
    assert world.do(verifying.waiting) == 0
    world.clock.advance(minutes=timedelta(minutes=11).total_seconds() / 60)
    assert world.do(verifying.waiting) == 1
