"""What pyright refuses, line by line: a comment that no error needs any more is an error itself."""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from typing import Any

from sqlalchemy import text
from sqlmodel import select, update

from espace_factures.app.reading import Reading, ReadSession
from espace_factures.app.run import execute, read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside, Outside
from espace_factures.identity.models import Account


def asks(reading: Reading, _ports: Inside) -> int:
    """A question."""
    return len(reading.session.exec(select(Account)).all())


def writes(uow: UnitOfWork, _ports: Inside) -> None:
    """A use case."""
    uow.session.delete(uow.session.get_one(Account, 1))


def goes_out(_uow: UnitOfWork, _ports: Outside) -> None:
    """A use case that would receive the outside."""


async def _as_pages_call() -> None:
    await read(asks)
    await run(writes)
    await run(asks)
    await read(writes)  # pyright: ignore[reportArgumentType]
    await run(goes_out)  # pyright: ignore[reportArgumentType]
    execute(goes_out)  # pyright: ignore[reportArgumentType]


def _what_a_question_would_like(reading: Reading, session: ReadSession, ports: Inside) -> list[Any]:
    session.exec(update(Account))  # pyright: ignore[reportCallIssue, reportArgumentType]
    session.execute(text("DELETE FROM accounts"))  # pyright: ignore[reportArgumentType]
    session.add(session.get_one(Account, 1))  # pyright: ignore[reportAttributeAccessIssue]
    session.flush()  # pyright: ignore[reportAttributeAccessIssue]
    reading.defer("invoices.verify")  # pyright: ignore[reportAttributeAccessIssue]
    reading.notify("account:1")  # pyright: ignore[reportAttributeAccessIssue]
    writes(reading, ports)  # pyright: ignore[reportArgumentType]
    return [
        ports.files,  # pyright: ignore[reportAttributeAccessIssue]
        ports.reader,  # pyright: ignore[reportAttributeAccessIssue]
        ports.registry,  # pyright: ignore[reportAttributeAccessIssue]
        ports.captcha,  # pyright: ignore[reportAttributeAccessIssue]
        ports.identities,  # pyright: ignore[reportAttributeAccessIssue]
        ports.mailer,  # pyright: ignore[reportAttributeAccessIssue]
        ports.texter,  # pyright: ignore[reportAttributeAccessIssue]
    ]
