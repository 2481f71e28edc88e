"""Five hundred decisions in one batch, beside as many bare updates with their line of history, one commit each."""

import asyncio
from typing import Final

import psycopg

from benchmarks.data import Place
from benchmarks.figures import Figure, figure, timed
from benchmarks.gestures import AGENT, MOVED, RESTORED
from benchmarks.inside import inhabit
from espace_factures.app import run
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.rules import Kind
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from espace_factures.queues import jobs as queues_jobs
from espace_factures.queues.rules import MOST_AT_ONCE, Query
from espace_factures.queues.service import batching, listing

ROUNDS: Final = 3
AGAIN: Final = """
UPDATE demandes SET stage = 'deposee', turn = 'agent', assignee_id = NULL WHERE reference = ANY(%s)
"""


def batches(small: Place, large: Place, folder: str) -> list[Figure]:
    """At a thousand beside its floor, then at a million beside the thousand; a batch of a thousand takes what waits."""
    few, many = _at(small, folder), _at(large, folder)
    floor = figure("a line of a batch, its least in SQL, 1 000", few[0])
    thousand = figure("a line of a batch, 1 000", few[1], beside=floor)
    return [floor, thousand, figure("a line of a batch, 1 000 000", many[1], beside=thousand, target=1.3)]


def _at(place: Place, folder: str) -> tuple[list[float], list[float]]:
    """Milliseconds of a line, its least and its real cost, over each of the rounds."""
    inhabit(place, folder)
    agent = Actor(2, 0, "Jeanne Kasarhérou", "agente@exemple.nc", frozenset({Role.USER, Role.INVOICE_AGENT}))
    least, real = [], []
    with psycopg.connect(place.conninfo, autocommit=True) as connection:
        connection.execute(AGENT.encode())
        for _ in range(ROUNDS):
            rows = run.answer(listing.every_match, agent, Kind.INVOICE, Query(stage=Status.DEPOSITED), MOST_AT_ONCE)
            references = [row.reference for row in rows]
            ticked = {row.reference: row.version for row in rows}
            real.append(timed(lambda ticked=ticked: _batch(agent, ticked)) / len(rows))
            least.append(timed(lambda named=references: _bare(connection, named)) / len(rows))
            connection.execute(RESTORED, [references])
            connection.execute(AGAIN, [references])
    return least, real


def _batch(agent: Actor, ticked: dict[str, int]) -> None:
    form = InvoiceDecision(status=Status.TAKEN)
    number = run.execute(batching.start, agent, Kind.INVOICE, ticked, form)
    asyncio.run(queues_jobs.run_batch(number))


def _bare(connection: psycopg.Connection, references: list[str]) -> None:
    for reference in references:
        connection.execute(MOVED, {"reference": reference})
