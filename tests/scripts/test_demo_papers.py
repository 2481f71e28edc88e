"""What the demonstration draws, the application reads whole: each field of the deposit, without a doubt."""

from datetime import UTC, datetime

import pytest

from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.documents import ReadInvoice
from scripts.demo import demandes, papers, story
from scripts.demo.bills import Bill

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
PAST, RECENT = story.tell(NOW)
BILLS = [planned.bill for planned in (*PAST, *RECENT)]
READ_FROM_TEXT = 1


def kind(bill: Bill) -> str:
    """The supplier, how many rates, with an order or without, over how many lines."""
    return f"{bill.supplier.prefix}, {len(bill.taxes)} rates, order {bool(bill.order)}, {len(bill.lines)} lines"


KINDS = {kind(bill): bill for bill in BILLS}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_an_invoice_is_read_whole(name: str) -> None:
    bill = KINDS[name]
    found = SubprocessReader().read(papers.invoice(bill), "facture.pdf")
    assert stated(found) == {
        "number": bill.number,
        "issued_on": bill.issued_on,
        "total_ht": bill.total_ht,
        "total_ttc": bill.total_ttc,
        "taxes": {str(rate): tax for rate, tax in bill.taxes.items()},
        "iban": bill.iban,
        "order": bill.order,
        "ridet": bill.supplier.ridet,
    }
    assert len(found.findings) == READ_FROM_TEXT


def test_the_statement_of_each_account_says_its_iban() -> None:
    for planned in demandes.RIBS:
        paper = papers.statement(planned.holder or "EXEMPLE", "Banque", planned.iban)
        assert SubprocessReader().read(paper, "rib.pdf").iban == planned.iban


def test_the_same_day_tells_the_same_story() -> None:
    assert story.tell(NOW) == (PAST, RECENT)
    assert papers.invoice(BILLS[0]) == papers.invoice(BILLS[0])


def stated(found: ReadInvoice) -> dict[str, object]:
    return {
        "number": found.number,
        "issued_on": found.issued_on,
        "total_ht": found.total_ht,
        "total_ttc": found.total_ttc,
        "taxes": dict(found.taxes),
        "iban": found.iban,
        "order": found.order_number or "",
        "ridet": found.seller_ridet,
    }
