"""A file on its way in: two at once per account, nothing held while it is read, a place that heals."""

import asyncio
import threading
from typing import Any

import pytest
from sqlalchemy import text

from espace_factures.app.run import read
from espace_factures.app.uow import reading
from espace_factures.core.access import Actor
from espace_factures.core.documents import DocumentKind, ReadInvoice
from espace_factures.core.errors import FormError
from espace_factures.demandes.service import following
from espace_factures.documents import rules as documents_rules
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.identity.service import sign_in
from espace_factures.identity.service.sessions import Device, Opened
from espace_factures.identity.service.sign_in import Attempt
from tests import factories
from tests.conftest import World
from tests.loops import finished

PDF = b"%PDF-1.7 a file"


class SlowReader:
    """A reader that answers once it is told."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.inside = threading.Semaphore(0)

    def read(self, content: bytes, file_name: str, *, at_length: bool = True) -> ReadInvoice:
        """Nothing, late."""
        self.inside.release()
        self.may_answer.wait(10)
        return ReadInvoice(DocumentKind.PDF, "application/pdf", pages=1)


class DeadReader:
    """A process that is killed while it reads."""

    def read(self, content: bytes, file_name: str, *, at_length: bool = True) -> ReadInvoice:
        """Nothing, ever."""
        raise SystemError("killed")


async def receives(actor: Actor) -> Any:
    """One upload; the sentence when it is refused."""
    try:
        return await documents_service.receive(actor, DocumentRole.PROOF, "un.pdf", PDF)
    except FormError as error:
        return error.fields["document"]


def test_forty_uploads_of_one_account_take_no_connection_and_nobody_waits(world: World) -> None:
    slow, person, other = SlowReader(), factories.an_account(world), factories.an_account(world)
    world.use(reader=slow)
    finished(_forty_and_another(world, slow, person, other))
    assert world.rows("SELECT count(*) FROM documents") == [(2,)]
    assert world.rows("SELECT count(*) FROM document_places") == [(0,)]


async def _forty_and_another(world: World, slow: SlowReader, person: Actor, other: Actor) -> None:
    uploads = [asyncio.create_task(receives(person)) for _ in range(40)]
    while sum(task.done() for task in uploads) < 38:
        await asyncio.sleep(0.01)
    assert {task.result() for task in uploads if task.done()} == {documents_rules.BUSY}
    assert all([await asyncio.to_thread(slow.inside.acquire, timeout=5) for _ in range(2)])
    pools: list[Any] = [world.engine.pool, reading(world.engine).pool]
    assert [pool.checkedout() for pool in pools] == [0, 0]
    opened = await sign_in.sign_in(Attempt(other.email, factories.PASSWORD), Device("Firefox", "192.0.2.7"))
    assert isinstance(opened, Opened)
    assert (await read(following.listed, other, "", "")).demandes == []
    assert not slow.may_answer.is_set()
    slow.may_answer.set()
    await asyncio.gather(*uploads)


def test_a_refused_file_gives_its_place_back(world: World) -> None:
    person = factories.an_account(world)
    for _ in range(documents_rules.PLACES + 1):
        with pytest.raises(FormError) as refused:
            world.do(documents_service.receive, person, DocumentRole.PROOF, "un.exe", b"MZ")
        assert refused.value.fields["document"] != documents_rules.BUSY


def test_a_reader_that_dies_gives_the_place_back(world: World) -> None:
    person = factories.an_account(world)
    world.use(reader=DeadReader())
    for _ in range(documents_rules.PLACES + 1):
        with pytest.raises(SystemError):
            world.do(documents_service.receive, person, DocumentRole.PROOF, "un.pdf", PDF)


def test_a_place_left_taken_by_a_crash_is_free_after_two_minutes(world: World) -> None:
    person = factories.an_account(world)
    for _ in range(documents_rules.PLACES):
        assert not world.do(documents_service.admit, person, 1).refusal
    assert world.do(documents_service.admit, person, 1).refusal == documents_rules.BUSY
    world.clock.advance(minutes=2)
    assert not world.do(documents_service.admit, person, 1).refusal


def test_a_refused_file_counts_among_those_of_the_day(world: World) -> None:
    person = factories.an_account(world)
    with pytest.raises(FormError):
        world.do(documents_service.receive, person, DocumentRole.PROOF, "un.exe", b"MZ")
    with world.engine.connect() as connection:
        counted = connection.execute(text("SELECT hits FROM rate_buckets WHERE key LIKE 'documents:%'")).scalar_one()
    assert counted == 1


def test_another_account_has_places_of_its_own(world: World) -> None:
    person, other = factories.an_account(world), factories.an_account(world)
    for _ in range(documents_rules.PLACES):
        world.do(documents_service.admit, person, 1)
    assert not world.do(documents_service.admit, other, 1).refusal
