"""Every shared sample is accepted, and read for what it says."""

from datetime import date

import pytest

from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.documents import DocumentKind, ReadInvoice
from tests.adapters.documents_given import a_sample

OTHERS = [
    ("facturx_fr_minimum.pdf", DocumentKind.FACTURX, "FA-2017-0010", date(2017, 11, 13)),
    ("facturx_fr_basicwl.pdf", DocumentKind.FACTURX, "FA-2017-0010", date(2017, 11, 13)),
    ("facturx_fr_en16931.pdf", DocumentKind.FACTURX, "FA-2017-0010", date(2017, 11, 13)),
    ("facturx_fr_avoir_basic.pdf", DocumentKind.FACTURX, "AV-2017-0005", date(2017, 11, 16)),
    ("facturx_fr_bad_iban.pdf", DocumentKind.FACTURX, "F20180027", date(2018, 12, 31)),
    ("facturx_xsd_invalid.pdf", DocumentKind.FACTURX, "RE-20171118/506", date(2017, 11, 18)),
    ("facturx_not_pdfa.pdf", DocumentKind.FACTURX, "RE-20190610/507", date(2019, 6, 10)),
    ("facturx_en16931_2026.pdf", DocumentKind.FACTURX, "F20260023", date(2026, 1, 31)),
    ("plain_fr_fibre.pdf", DocumentKind.PDF, "562044387", date(2015, 7, 2)),
    ("ubl_en16931.xml", DocumentKind.UBL, "471102", date(2018, 3, 5)),
    ("cii_en16931.xml", DocumentKind.CII, "471102", date(2018, 3, 5)),
]


def read(name: str) -> ReadInvoice:
    return SubprocessReader().read(a_sample(name), name)


def the_new_caledonian_invoice(kind: DocumentKind, media_type: str, pages: int) -> ReadInvoice:
    return ReadInvoice(
        kind=kind,
        media_type=media_type,
        pages=pages,
        number="F2026-0001",
        issued_on=date(2026, 11, 3),
        currency="XPF",
        total_ht=150_000,
        total_ttc=161_500,
        taxes=(("6", 6_000), ("11", 5_500)),
        iban="FR7617499000101234567890102",
        order_number="BC-2026-000123",
        seller_name="EXEMPLE SARL",
        seller_ridet="0047688001",
        source="xml",
    )


def test_a_new_caledonian_facturx_is_read_whole_and_without_a_remark() -> None:
    assert read("nc_facturx.pdf") == the_new_caledonian_invoice(DocumentKind.FACTURX, "application/pdf", 1)


def test_its_xml_alone_says_the_same() -> None:
    assert read("nc_facturx.xml") == the_new_caledonian_invoice(DocumentKind.CII, "application/xml", 0)


def test_a_total_off_by_one_franc_is_accepted_with_one_finding_on_the_total() -> None:
    invoice = read("nc_wrong_total.xml")
    assert (invoice.total_ht, invoice.total_ttc) == (150_000, 161_501)
    assert [(finding.code, finding.field) for finding in invoice.findings] == [("MONTANTTOTAL_ERR", "total_ttc")]


@pytest.mark.parametrize(("name", "kind", "number", "issued_on"), OTHERS)
def test_every_other_sample_gives_its_number_and_its_date(
    name: str, kind: DocumentKind, number: str, issued_on: date
) -> None:
    invoice = read(name)
    assert (invoice.kind, invoice.number, invoice.issued_on) == (kind, number, issued_on)


@pytest.mark.parametrize("name", [name for name, *_ in OTHERS])
def test_euros_are_never_taken_for_francs(name: str) -> None:
    invoice = read(name)
    assert (invoice.currency, invoice.total_ht, invoice.total_ttc, invoice.taxes) == ("EUR", None, None, ())
    messages = [finding.message for finding in invoice.findings if finding.field == "total_ttc"]
    assert messages == ["Les montants sont en EUR\u202f: écrivez-les en F\u00a0CFP."]


def test_a_credit_note_is_told_from_an_invoice() -> None:
    assert read("facturx_fr_avoir_basic.pdf").is_credit_note
    assert not read("facturx_fr_basicwl.pdf").is_credit_note


def test_an_iban_that_fails_its_key_is_shown_and_questioned() -> None:
    invoice = read("facturx_fr_bad_iban.pdf")
    assert invoice.iban == "FR7612542547256985425874698"
    assert ("COORD_BANC_ERR", "iban") in [(finding.code, finding.field) for finding in invoice.findings]


def test_an_xml_outside_its_schema_is_accepted_with_a_finding() -> None:
    invoice = read("facturx_xsd_invalid.pdf")
    assert invoice.source == "xml"
    assert "IRR_SYNTAX" in [finding.code for finding in invoice.findings]


def test_the_pages_of_a_long_pdf_are_counted() -> None:
    assert read("facturx_not_pdfa.pdf").pages == 5


def test_a_plain_pdf_is_read_from_its_text() -> None:
    assert read("plain_fr_fibre.pdf").source == "text"
