"""The figures kept beside the invoices say what the history says: counts, sums, reasons, delays without suspensions."""

from datetime import date, timedelta

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import ForbiddenError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.invoices.rules import Status
from espace_factures.oversight.rules.figures import Counted, Step, month_before, months_until
from espace_factures.oversight.service import counting, dashboard
from espace_factures.oversight.service.dashboard import Figures
from espace_factures.queues.models import Batch, BatchItem
from espace_factures.queues.rules import Outcome as Done
from tests import factories
from tests.invoices.conftest import Office


def counted(office: Office) -> None:
    """What the job does every ten minutes."""
    office.world.do(counting.refresh)


def totals(office: Office) -> dict[str, int]:
    """How many of each, over all days and directions."""
    rows = office.world.rows("SELECT counted, sum(invoices) AS n FROM daily_figures GROUP BY 1")
    return {row.counted: row.n for row in rows}


def delays(office: Office) -> dict[str, list[int]]:
    """The days that each step took, one for each invoice."""
    found: dict[str, list[int]] = {}
    for row in office.world.rows("SELECT step, days, invoices FROM daily_delays ORDER BY days"):
        found.setdefault(row.step, []).extend([row.days] * row.invoices)
    return found


def province(office: Office, actor: Actor | None = None, direction_id: int = 0) -> Figures:
    """What the dashboard reads."""
    return office.world.do(dashboard.province, actor or office.agent, direction_id)


def test_a_whole_life_is_counted_once_with_each_of_its_delays(office: Office) -> None:
    reference = office.deposits()
    for days, status, actor in (
        (2, Status.TAKEN, office.agent),
        (1, Status.SERVICE_DONE, office.agent),
        (4, Status.CLEARED, office.agent),
        (5, Status.ORDERED, office.accountant),
        (1, Status.SENT, office.accountant),
        (6, Status.PAID, office.payer),
    ):
        office.world.clock.advance(days=days)
        office.decides(reference, status, actor)
    counted(office)
    assert totals(office) == {"deposee": 1, "liquidee": 1, "payee": 1}
    assert delays(office) == {
        "verification": [3], "liquidation": [4], "mandatement": [5], "paiement": [7], "total": [19],
    }  # fmt: skip


def test_suspended_days_are_the_supplier_s_and_not_the_direction_s(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Le bon de livraison.")
    office.world.clock.advance(days=9)
    answered(office, reference)
    office.world.clock.advance(days=2)
    office.decides(reference, Status.SERVICE_DONE)
    counted(office)
    assert delays(office) == {"reponse": [9], "verification": [2]}
    (row,) = office.world.rows("SELECT detail FROM daily_figures WHERE counted = 'suspendue'")
    assert row.detail == "JUSTIF_ABS"


def test_what_a_ready_lot_cleared_is_told_apart_from_what_was_looked_into(office: Office) -> None:
    by_lot, by_hand, refused = office.deposits(), office.deposits(), office.deposits()
    for reference, is_ready, outcome in (
        (by_lot, True, Done.DONE),
        (by_hand, False, Done.DONE),
        (refused, True, Done.REFUSED),
    ):
        office.walks(reference, Status.CLEARED)
        in_a_lot(office, reference, outcome, is_ready=is_ready)
    counted(office)
    assert (totals(office)["liquidee"], totals(office)["sans-reprise"]) == (3, 1)


def test_counting_again_changes_nothing_and_what_is_new_is_added(office: Office) -> None:
    office.deposits()
    counted(office)
    counted(office)
    assert totals(office) == {"deposee": 1}
    office.world.clock.advance(days=40)
    reference = office.deposits()
    counted(office)
    office.world.clock.advance(minutes=10)
    office.decides(reference, Status.REJECTED, reason="DOUBLON", comment="Déjà déposée.")
    counted(office)
    assert totals(office) == {"deposee": 2, "rejetee": 1}
    assert sum(row.invoices for row in province(office).months) == 3


def test_what_committed_late_is_not_forgotten(office: Office) -> None:
    office.deposits()
    office.world.clock.advance(minutes=30)
    counted(office)
    office.world.clock.advance(minutes=-20)
    office.deposits()
    office.world.clock.advance(minutes=20)
    counted(office)
    assert totals(office) == {"deposee": 2}


def test_a_rebuild_heals_whatever_was_written_in_the_figures(office: Office) -> None:
    office.deposits()
    counted(office)
    with office.world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE daily_figures SET invoices = 99")
        connection.exec_driver_sql("UPDATE monthly_figures SET invoices = 99")
    office.world.do(counting.rebuild)
    assert totals(office) == {"deposee": 1}
    assert [row.invoices for row in province(office).months] == [1]


def test_the_months_are_those_of_noumea(office: Office) -> None:
    office.world.clock.advance(days=12, hours=12)  # 1 December at midnight there, still November in Greenwich
    office.deposits()
    counted(office)
    (row,) = province(office).months
    assert (row.month.month, row.counted) == (12, Counted.DEPOSITED)


def test_the_median_and_the_eighth_decile_of_each_direction_and_of_all(office: Office) -> None:
    for days in (1, 2, 3, 4, 10):
        reference = office.deposits()
        office.world.clock.advance(days=days)
        office.decides(reference, Status.TAKEN)
        office.decides(reference, Status.SERVICE_DONE)
    counted(office)
    kept = {row.direction_id: row for row in province(office).delays if row.step is Step.CHECKED}
    assert set(kept) == {0, office.direction.id}
    assert (kept[0].invoices, kept[0].median_days, kept[0].most_days) == (5, 3, 4)


def test_a_delay_older_than_ninety_days_is_not_of_now(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SERVICE_DONE)
    office.world.clock.advance(days=91)
    counted(office)
    assert province(office).delays == []


def test_a_direction_sees_its_own_figures(office: Office) -> None:
    office.deposits()
    other = factories.a_direction(office.world)
    counted(office)
    assert [row.invoices for row in province(office, direction_id=office.direction.id).months] == [1]
    assert province(office, direction_id=other.id).months == []
    assert province(office, direction_id=10**12).direction_id == 0


def test_who_is_no_agent_reads_no_figure(office: Office) -> None:
    with pytest.raises(ForbiddenError):
        province(office, office.supplier)


def test_what_waits_is_late_and_was_done_is_each_agent_s_own(office: Office) -> None:
    mine, other = office.deposits(), office.deposits()
    office.decides(mine, Status.TAKEN)
    office.world.clock.advance(days=31)
    office.decides(other, Status.TAKEN)
    found = office.world.do(dashboard.work, office.agent)
    (queue,) = found.queues
    assert (queue.waiting.count, queue.waiting.late, queue.mine.count, found.done) == (2, 2, 2, 1)
    assert found.now - queue.oldest >= timedelta(days=31)
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, factories.a_direction(office.world))
    nothing = office.world.do(dashboard.work, stranger)
    assert (nothing.queues[0].waiting.count, nothing.queues[0].oldest, nothing.done) == (0, None, 0)


def test_months_go_back_over_a_year() -> None:
    day = date(2026, 2, 14)
    assert month_before(day, 3) == date(2025, 11, 1)
    assert months_until(day, 3) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def answered(office: Office, reference: str) -> None:
    """The supplier sends what was asked."""
    office.world.do(deciding.answer, office.supplier, Kind.INVOICE, reference, "Le voici.", "")


def in_a_lot(office: Office, reference: str, outcome: Done, *, is_ready: bool) -> None:
    """The invoice was a line of a batch."""
    now, row = office.world.clock.now(), office.row(reference)
    lot = Batch(
        id=row.demande_id,
        account_id=office.agent.account_id,
        kind=Kind.INVOICE,
        gesture="liquidee",
        is_ready=is_ready,
        created_at=now,
    )
    factories.save_all(office.world, [lot])
    line = BatchItem(batch_id=row.demande_id, demande_id=row.demande_id, version=1, outcome=outcome)
    factories.save_all(office.world, [line])
