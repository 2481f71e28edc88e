"""Inside a transaction nothing outside answers; and a question cannot write."""

from dataclasses import fields

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InternalError
from sqlmodel import select, update

from espace_factures.app import run
from espace_factures.app.outside import InsideTransactionError, outside
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from espace_factures.identity.models import Account
from tests import factories
from tests.conftest import World

CALLS = {
    "files": ("read", "x"),
    "registry": ("find", "0000000000"),
    "reader": ("read", b"", "x.pdf"),
    "mailer": ("send", None),
    "texter": ("send", None),
    "captcha": ("solved", "", ""),
}
OPTIONAL = ("identities", "antivirus", "memory")
"""Ports that an installation may do without: here any other stands for them."""


@pytest.mark.parametrize("name", [port.name for port in fields(World.__annotations__["outside"])])
def test_every_port_outside_refuses_a_call_from_inside_a_transaction(world: World, name: str) -> None:
    if name in OPTIONAL:
        world.use(**{name: world.outside.captcha})
    method, *arguments = CALLS.get(name, ("solved", "", ""))

    def reaching(_uow: UnitOfWork, _ports: Inside) -> None:
        getattr(getattr(outside(), name), method)(*arguments)

    def asking(_reading: Reading, _ports: Inside) -> None:
        getattr(getattr(outside(), name), method)(*arguments)

    with pytest.raises(InsideTransactionError):
        run.execute(reaching)
    with pytest.raises(InsideTransactionError):
        run.answer(asking)


def test_after_a_transaction_the_outside_answers_again(world: World) -> None:
    run.execute(lambda _uow, _ports: None)
    with pytest.raises(KeyError):
        outside().files.read("nothing-here")


def test_after_a_transaction_that_failed_the_outside_answers_again(world: World) -> None:
    def failing(_uow: UnitOfWork, _ports: Inside) -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the use case's own
        run.execute(failing)
    with pytest.raises(KeyError):
        outside().files.read("nothing-here")


def test_postgresql_refuses_a_question_that_writes(world: World) -> None:
    factories.an_account(world)

    def writes(reading: Reading, _ports: Inside) -> None:
        reading.session.exec(update(Account).values(first_name="Autre"))  # type: ignore[call-overload]

    with pytest.raises(InternalError, match="read-only"):
        run.answer(writes)


def test_a_row_changed_by_a_question_is_refused_not_lost_in_silence(world: World) -> None:
    factories.an_account(world)

    def changes(reading: Reading, _ports: Inside) -> None:
        reading.session.exec(select(Account)).one().first_name = "Autre"

    with pytest.raises(InternalError, match="read-only"):
        run.answer(changes)


def test_a_question_cannot_queue_a_job_nor_wake_a_page() -> None:
    assert not {"defer", "notify"} & set(dir(Reading))


def test_a_lock_is_no_question(world: World) -> None:
    def locks(reading: Reading, _ports: Inside) -> None:
        reading.session.exec(select(Account).with_for_update()).all()

    with pytest.raises(InternalError, match="read-only"):
        run.answer(locks)


def test_what_writes_after_a_question_still_writes(world: World) -> None:
    actor = factories.an_account(world)
    run.answer(lambda reading, ports: reading.session.exec(select(Account)).all())
    run.execute(lambda uow, ports: uow.session.execute(text("UPDATE accounts SET first_name = 'Autre'")))
    assert world.rows("SELECT first_name FROM accounts WHERE id = :id", id=actor.account_id) == [("Autre",)]
