"""Counts what PostgreSQL is asked, on both pools of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from espace_factures.app.uow import reading


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is asked while the block lasts, in its order."""
    asked: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    for pool in (engine, reading(engine)):
        event.listen(pool, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        for pool in (engine, reading(engine)):
            event.remove(pool, "before_cursor_execute", hear)
