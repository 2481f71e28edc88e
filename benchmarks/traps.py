"""What the list avoids, measured on a million invoices: deep OFFSET, counting, searching without an index."""

from collections.abc import Callable
from typing import Any

import psycopg

from benchmarks.data import Place
from benchmarks.figures import Figure, figure, repeated
from benchmarks.inside import inhabit
from espace_factures.app import run
from espace_factures.core.access import Actor
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.following.rules import Query
from espace_factures.invoices.following.service.tracking import supplier_list

OFFSET = """
SELECT id, reference, number, total_ttc FROM invoices WHERE establishment_id = 1
ORDER BY deposited_at DESC, id DESC OFFSET 100000 LIMIT 26
"""
KEYSET = """
SELECT id, reference, number, total_ttc FROM invoices WHERE establishment_id = 1
    AND (deposited_at, id) < (timestamptz '2026-11-18' - 100000 * interval '20 seconds', 100000)
ORDER BY deposited_at DESC, id DESC LIMIT 26
"""
COUNT = "SELECT count(*) FROM invoices WHERE establishment_id = 1"
SEARCHES = {
    "a rare number, F-99999…": "F-99999",
    "a common part, F-10…": "F-10",
    "two letters": "F1",
    "two letters that stand nowhere": "QQ",
    "the middle of a number": "9999",
    "the end of an order": "000123",
    "a reference": "EF-2026-0500000",
    "an amount": "123 456",
    "nothing that exists": "ZZZ",
}


def traps(place: Place, folder: str) -> list[Figure]:
    """Each trap beside what the product does."""
    actor, _ = inhabit(place, folder)
    with psycopg.connect(place.conninfo, autocommit=True) as connection:
        deep, keyset, count = repeated(
            lambda: connection.execute(OFFSET).fetchall(),
            lambda: connection.execute(KEYSET).fetchall(),
            lambda: connection.execute(COUNT).fetchall(),
            times=15,
        )
    totals, *searches = repeated(
        lambda: run.execute(lambda uow, _: invoices_repository.totals(uow.session, actor.account_id)),
        *(_search(actor, words) for words in SEARCHES.values()),
        times=40,
    )
    kept, near = figure("kept totals", totals), figure("keyset at row 100 000", keyset)
    return [
        near,
        figure("OFFSET 100 000", deep, beside=near),
        kept,
        figure("exact count of a million", count, beside=kept),
        *(figure(f"search: {name}", values) for name, values in zip(SEARCHES, searches, strict=True)),
    ]


def _search(actor: Actor, words: str) -> Callable[[], Any]:
    """The list with its sum, as the page asks for it."""
    return lambda: run.answer(lambda uow, ports: supplier_list(uow, ports, actor, Query(search=words)))
