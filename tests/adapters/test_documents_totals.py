"""The totals of a plain PDF are those that it writes, or none: no column, no deduction is taken for them."""

from datetime import date

import pytest

from espace_factures.adapters.documents.plain_text import read_text
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.documents import ReadInvoice
from tests.adapters.documents_given import a_pdf, a_sample


def read(*lines: str) -> ReadInvoice:
    return read_text("\n".join(lines), "application/pdf", 1, ())


def test_a_quantity_beside_an_amount_is_no_thousand_of_it() -> None:
    invoice = SubprocessReader().read(a_sample("cases/C17-colonne-quantite.pdf"), "facture.pdf")
    assert (invoice.total_ht, invoice.total_ttc) == (None, None)
    assert (invoice.number, invoice.issued_on) == ("FA-1", date(2026, 11, 3))


@pytest.mark.parametrize("gap", ["   ", "      ", " " * 40])
def test_figures_that_spaces_hold_apart_are_two(gap: str) -> None:
    lines = (f"Total HT 3{gap}150 000 F CFP", f"Total TTC 3{gap}166 500 F CFP")
    invoice = SubprocessReader().read(a_pdf(*lines), "facture.pdf")
    assert (invoice.total_ht, invoice.total_ttc) == (None, None)


def test_a_large_amount_with_its_ordinary_spaces_is_read() -> None:
    content = a_pdf("Total HT        3 150 000 F CFP", "TGC 11 % 346 500", "Total TTC........ 3 496 500 F CFP")
    invoice = SubprocessReader().read(content, "facture.pdf")
    assert (invoice.total_ht, invoice.total_ttc, invoice.taxes) == (3_150_000, 3_496_500, (("11", 346_500),))


@pytest.mark.parametrize(
    "lines",
    [
        ("Total HT 150 000", "Net à payer 158 175"),
        ("Total HT 150 000", "TGC 11 % 16 500", "Retenue de garantie 5 % 8 325", "Net à payer 158 175"),
        ("Total 166 500", "Net à payer 158 175"),
        ("Acompte versé 10 000", "Net à payer 156 500"),
        ("Avance déduite", "Montant à payer 156 500"),
        ("R.G. 5 %", "Net a payer 158 175"),
        ("Reste à payer 158 175",),
        ("Solde à payer 158 175",),
    ],
)
def test_an_amount_to_pay_that_may_be_less_than_the_total_is_not_the_total(lines: tuple[str, ...]) -> None:
    assert read(*lines, "Montants en XPF").total_ttc is None


def test_an_amount_to_pay_that_the_taxes_explain_is_the_total() -> None:
    invoice = read("Total HT 150 000", "TGC 11 % 16 500", "Net à payer 166 500", "Montants en XPF")
    assert (invoice.total_ttc, invoice.taxes) == (166_500, (("11", 16_500),))


def test_the_case_of_a_retention_leaves_the_total_to_the_person() -> None:
    invoice = SubprocessReader().read(a_sample("cases/C18-net-a-payer.pdf"), "facture.pdf")
    assert (invoice.total_ht, invoice.total_ttc) == (150_000, None)


def test_taxes_that_do_not_make_the_total_are_not_read() -> None:
    lines = ("Total HT 150 000 XPF", "TGC 6 % 3 000", "TGC 11 % 11 000", "Total TTC 166 500 XPF")
    assert read(*lines).taxes == ()
    assert read(*lines[:1], "TGC 6 % 3 000", "TGC (11%) : 11 000", "Total TTC 164 000 XPF").taxes == (
        ("6", 3_000),
        ("11", 11_000),
    )
