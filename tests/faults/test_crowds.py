"""The same deposit sent eight times at once makes one invoice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from tests.faults.conftest import Site, Supplier
from tests.faults.deposits import (
    Deposit,
    a_deposit,
    broken_rows,
    invoices_of,
    numbers_of_references,
    open_draft,
    send_file,
    submit,
)
from tests.sockets import Tab

TIMES = 8


def test_eight_submissions_of_one_draft_make_one_invoice(site: Site, supplier: Supplier) -> None:
    deposit = a_deposit()
    send_file(supplier, deposit)
    copies = [Deposit(deposit.number, draft=deposit.draft) for _ in range(TIMES)]
    submit_together(site, supplier, copies)
    kept = invoices_of(site, deposit)
    assert len(kept) == 1
    assert {copy.reference for copy in copies} == set(kept)
    assert len(site.rows("SELECT 1 FROM demandes WHERE reference = :r", r=kept[0])) == 1


def test_eight_drafts_of_one_number_make_one_invoice(site: Site, supplier: Supplier) -> None:
    first = a_deposit()
    copies = [Deposit(first.number, a_deposit().content) for _ in range(TIMES)]
    for copy in copies:
        send_file(supplier, copy)
    submit_together(site, supplier, copies)
    kept = invoices_of(site, first)
    assert len(kept) == 1
    accepted = [copy for copy in copies if copy.reference]
    assert [copy.reference for copy in accepted] == kept
    assert all("déposée" in copy.answers[-1] for copy in copies if not copy.reference)
    assert broken_rows(site) == []


def test_references_have_no_hole(site: Site, supplier: Supplier) -> None:
    deposits = [a_deposit() for _ in range(TIMES)]
    for deposit in deposits:
        send_file(supplier, deposit)
    submit_together(site, supplier, deposits)
    assert all(deposit.reference for deposit in deposits)
    numbers = numbers_of_references(site)
    assert numbers == list(range(1, len(numbers) + 1))


def submit_together(site: Site, supplier: Supplier, copies: list[Deposit]) -> None:
    """Each from a tab of its own, at the same instant."""
    tabs = [open_draft(site, supplier, copy) for copy in copies]
    start = Barrier(len(copies))

    def press(copy: Deposit, tab: Tab) -> None:
        start.wait()
        submit(site, supplier, copy, tab)

    together(press, copies, tabs)


def together(gesture: Callable[..., None], *given: list[Any]) -> None:
    """In as many threads as there are copies."""
    with ThreadPoolExecutor(TIMES) as pool:
        list(pool.map(gesture, *given))
