"""Batches of the office, as its agents make them and a worker does them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor
from espace_factures.demandes.rules import Kind
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.queues import jobs as queues_jobs
from espace_factures.queues.service import batching, reporting
from espace_factures.queues.service.reporting import Report
from tests import factories
from tests.invoices.conftest import Office
from tests.loops import finished


def shown(office: Office, references: Sequence[str]) -> dict[str, int]:
    """The rows as they are now."""
    return {reference: office.row(reference).version for reference in references}


def starts(
    office: Office,
    ticked: Mapping[str, int],
    gesture: str,
    actor: Actor | None = None,
    *,
    is_ready: bool = False,
    **typed: Any,
) -> int:
    """A batch that no worker took yet; returns its number."""
    decision = parse(InvoiceDecision, {"status": gesture} | typed)
    world = office.world
    return world.do(batching.start, actor or office.agent, Kind.INVOICE, ticked, decision, is_ready=is_ready)


def works(number: int) -> None:
    """What the worker does of it."""
    finished(queues_jobs.run_batch(number))


def told(office: Office, number: int, actor: Actor | None = None) -> Report:
    """Its report."""
    return office.world.do(reporting.report, actor or office.agent, number, 1)


def outcomes(office: Office, number: int) -> Counter[str]:
    """How many lines came to what."""
    rows = office.world.rows("SELECT outcome FROM batch_items WHERE batch_id = :n", n=number)
    return Counter(row.outcome for row in rows)


def does(office: Office, references: Sequence[str], gesture: str, actor: Actor | None = None, **typed: Any) -> int:
    """A whole batch."""
    number = starts(office, shown(office, references), gesture, actor, **typed)
    works(number)
    return number


def another_supplier(office: Office) -> Office:
    """The same office, before the person of another company."""
    place = factories.an_establishment(office.world)
    rib = factories.a_rib(office.world, place, is_default=True)
    return replace(office, place=place, supplier=factories.a_member(office.world, place), rib=rib)


def copies_of(engine: Engine, reference: str, count: int, series: str = "EF-2030") -> list[str]:
    """So many invoices like one, written by the database."""
    columns = {
        "demandes": "kind, title, status, tone, account_id, establishment_id, direction_id, version, created_at, "
        "updated_at, stage, turn, desk, clock_from, amount, label, words, alert, alert_tone, is_unread",
        "invoices": "establishment_id, account_id, direction_id, order_number, document_id, issued_on, year, total_ht, "
        "taxes, total_ttc, rib_id, iban, status, status_at, deposited_at, stopped_seconds, findings",
    }
    references = [f"{series}-{rank:06d}" for rank in range(1, count + 1)]
    with engine.begin() as connection:
        for made in references:
            names = columns["demandes"]
            connection.exec_driver_sql(
                f"INSERT INTO demandes (reference, {names}) SELECT %s, {names} FROM demandes WHERE reference = %s",
                (made, reference),
            )
            names = columns["invoices"]
            connection.exec_driver_sql(
                f"INSERT INTO invoices (reference, demande_id, number, number_key, number_exact, {names}) SELECT %s, "
                f"(SELECT id FROM demandes WHERE reference = %s), %s, %s, %s, {names} FROM invoices "
                "WHERE reference = %s",
                (made, made, made, made, made, reference),
            )
    return references
