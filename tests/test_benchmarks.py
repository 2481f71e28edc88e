"""The rows that the benchmarks load are such as the schema takes today: a measure does not wait for its day to fail."""

import os
from collections.abc import Iterator

import psycopg
import pytest

from benchmarks import data, gestures, queues, uploads
from benchmarks.bare.bare import keyset
from benchmarks.data import Place
from tests.databases import a_database


@pytest.fixture
def place() -> Iterator[Place]:
    """A place of eight invoices."""
    with a_database(f"bench_{os.getpid()}") as url:
        loaded = Place(8, url)
        with psycopg.connect(loaded.conninfo) as connection:
            data.load(connection, loaded.size)
        yield loaded


def test_one_supplier_has_their_invoices_and_an_open_session(place: Place) -> None:
    assert data.open_session(place)
    with psycopg.connect(place.conninfo) as connection:
        assert connection.execute("SELECT sum(invoices) FROM invoice_totals").fetchone() == (8,)
        assert len(connection.execute(keyset.ROWS.encode(), (keyset.FIRST, 0)).fetchall()) == 8


def test_a_queue_has_its_agents_and_what_waits() -> None:
    with a_database(f"bench_queue_{os.getpid()}") as url, psycopg.connect(Place(8, url).conninfo) as connection:
        queues.load(connection, 8)
        assert connection.execute("SELECT count(*) FROM demandes WHERE turn = 'agent'").fetchone() == (8,)
        assert connection.execute("SELECT count(*) FROM account_roles").fetchone() == (200,)


def test_the_others_of_a_measure_arrive_once_however_often_it_is_made(place: Place) -> None:
    uploads.settle(place)
    uploads.settle(place)
    with psycopg.connect(place.conninfo) as connection:
        connection.execute(gestures.AGENT.encode())
        connection.execute(gestures.AGENT.encode())
        assert connection.execute("SELECT count(*) FROM accounts").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM memberships").fetchone() == (2,)
