"""The pool: a connection that PostgreSQL closed is never handed out."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from espace_factures.app.pools import Pools
from espace_factures.app.uow import make_engine, reading, unit_of_work
from espace_factures.core.errors import DomainError, OverloadedError


@pytest.mark.parametrize("of", [lambda engine: engine, reading], ids=["writing", "reading"])
def test_a_connection_closed_by_the_server_is_replaced_before_it_is_used(
    database_url: str, of: Callable[[Engine], Engine]
) -> None:
    engine = make_engine(database_url)
    former = _several_connections(of(engine))
    with make_engine(database_url).connect() as killer:
        killer.execute(text("SELECT pg_terminate_backend(pid, 5000) FROM unnest(:pids) pid"), {"pids": sorted(former)})
    with of(engine).connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() not in former
    assert not former & _several_connections(of(engine))
    engine.dispose()


def test_when_every_connection_is_taken_it_is_said_and_no_refusal(database_url: str) -> None:
    engine = make_engine(database_url, pools=Pools(size=1))
    with engine.connect(), engine.connect(), pytest.raises(OverloadedError), unit_of_work(engine) as uow:
        uow.session.execute(text("SELECT 1"))
    assert not issubclass(OverloadedError, DomainError), "a line of a file would be refused for it"
    engine.dispose()


def test_reading_leaves_no_transaction_open(engine: Engine) -> None:
    with reading(engine).connect() as connection:
        first, second = (connection.execute(text("SELECT now()")).scalar_one() for _ in range(2))
    assert first != second


def test_a_connection_that_was_read_from_writes_whole_transactions_again(database_url: str) -> None:
    engine = make_engine(database_url)
    with reading(engine).connect() as connection:
        connection.execute(text("SELECT 1"))
    with engine.connect() as connection:
        first, second = (connection.execute(text("SELECT now()")).scalar_one() for _ in range(2))
    assert first == second
    engine.dispose()


def _several_connections(engine: Engine) -> set[int]:
    """Open three at once, so that the pool keeps three; returns their backends."""
    opened = [engine.connect() for _ in range(3)]
    pids = {connection.execute(text("SELECT pg_backend_pid()")).scalar_one() for connection in opened}
    for connection in opened:
        connection.close()
    return pids
