"""A server that goes in the middle of a batch: once it is back, each line is decided once, each supplier told once."""

import time
from collections import Counter

import pytest

from espace_factures.app.run import inside
from espace_factures.app.uow import unit_of_work
from espace_factures.core.access import Role
from espace_factures.demandes.rules import Kind
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from espace_factures.queues.service import batching
from tests import factories
from tests.faults.conftest import Site, Supplier, a_supplier
from tests.faults.deposits import a_deposit, run
from tests.queues.given import copies_of

LINES = 500
PATIENCE_SECONDS = 90
"""A job whose worker died is adopted about twenty seconds later."""


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_a_server_that_goes_during_a_batch_decides_each_line_once(site: Site, end: str) -> None:
    supplier, deposit = a_supplier(site), a_deposit()
    run(site, supplier, deposit)
    references = [deposit.reference, *copies_of(site.engine, deposit.reference, LINES - 1, "EF-2030" + end)]
    number = starts(site, supplier, references)
    awaits(site, number, "fait", 20)
    getattr(site.server, end)()
    done = outcomes(site, number)["fait"]
    assert 0 < done < LINES or end == "stop", "it went in the middle; asked to stop, it may end a short batch"
    site.server.start()
    awaits(site, number, "fait", LINES)
    made = site.rows(
        "SELECT count(*) FROM demande_events e JOIN batch_items i USING (demande_id) "
        "WHERE i.batch_id = :n AND e.status = 'Prise en charge' GROUP BY e.demande_id",
        n=number,
    )
    assert [row.count for row in made] == [1] * LINES
    told = "SELECT count(*) FROM mails WHERE recipient = :to AND subject LIKE '%prise en charge'"
    ended = "SELECT 1 FROM batches WHERE id = :n AND ended_at IS NOT NULL"
    limit = time.monotonic() + PATIENCE_SECONDS
    while not site.rows(ended, n=number):
        assert time.monotonic() < limit, "the batch never ended"
        time.sleep(0.2)
    assert site.rows(told, to=supplier.actor.email)[0][0] == 1


def starts(site: Site, supplier: Supplier, references: list[str]) -> int:
    """An agent takes them all."""
    rows = site.rows("SELECT * FROM directions WHERE id = :id", id=supplier.direction_id)
    agent = factories.an_agent(site, Role.INVOICE_AGENT, rows[0])  # type: ignore[arg-type]
    with unit_of_work(site.engine) as uow:
        form = InvoiceDecision(status=Status.TAKEN)
        return batching.start(uow, inside(), agent, Kind.INVOICE, dict.fromkeys(references, 1), form)


def outcomes(site: Site, number: int) -> Counter[str]:
    """How many lines came to what."""
    rows = site.rows("SELECT outcome FROM batch_items WHERE batch_id = :n", n=number)
    return Counter(row.outcome for row in rows)


def awaits(site: Site, number: int, outcome: str, count: int) -> None:
    """Wait until so many lines came to it."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while outcomes(site, number)[outcome] < count:
        assert time.monotonic() < limit, f"{outcomes(site, number)} after {PATIENCE_SECONDS} s"
        time.sleep(0.05)
