"""An invoice in XML is read whatever its program, its network or its encoding has put around it."""

import base64
import os

import pytest

from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.documents import DocumentKind, ReadInvoice
from espace_factures.core.errors import FormError
from tests.adapters.documents_given import a_pdf, a_sample, a_ubl

CASES = ["C11-ligne-vide-avant.xml", "C12-dit-utf16-est-utf8.xml", "C13-sbdh.xml", "C31-devise-minuscule.xml"]


def read(content: bytes) -> ReadInvoice:
    return SubprocessReader().read(content, "facture.xml")


def refusal(content: bytes) -> str:
    with pytest.raises(FormError) as caught:
        read(content)
    return caught.value.fields["document"]


def in_an_envelope(*invoices: bytes) -> bytes:
    bare = b"".join(invoice.partition(b"?>")[2] for invoice in invoices)
    name = b"http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
    head = b"<StandardBusinessDocumentHeader><HeaderVersion>1.0</HeaderVersion></StandardBusinessDocumentHeader>"
    return b'<StandardBusinessDocument xmlns="%s">%s%s</StandardBusinessDocument>' % (name, head, bare)


@pytest.mark.parametrize("name", CASES)
def test_the_cases_that_people_met_are_read_without_a_remark(name: str) -> None:
    invoice = read(a_sample(f"cases/{name}"))
    assert (invoice.number, invoice.total_ht, invoice.total_ttc) == ("FA-2026-0457", 150_000, 166_500)
    assert invoice.findings == ()


@pytest.mark.parametrize(
    "before",
    [
        b"\n",
        b"\r\n \t\r\n",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\n",
        b"\n\xef\xbb\xbf",
        b"\xef\xbb\xbf" * 2,
        b"\0",
        b"\xc2\xa0",
    ],
)
def test_what_stands_before_the_declaration_is_nothing(before: bytes) -> None:
    assert read(before + a_ubl()) == read(a_ubl())
    invoice = SubprocessReader().read(a_pdf(attached={"factur-x.xml": before + a_ubl()}), "facture.pdf")
    assert (invoice.kind, invoice.number) == (DocumentKind.FACTURX, "F-12/2026")


@pytest.mark.parametrize("after", [b"\n\n", b"\0" * 300, b"\r\n\x1a"])
def test_what_stands_after_the_root_is_nothing(after: bytes) -> None:
    assert read(a_ubl() + after) == read(a_ubl())


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-16", "utf-8"),
        ("UTF-16", "utf-8-sig"),
        ("ISO-10646-UCS-2", "utf-8"),
        ("unicode", "utf-8"),
        ("utf-16", "cp1252"),
        ("UTF-8", "cp1252"),
        ("UTF-8", "utf-16"),
        ("UTF-8", "utf-16-le"),
        ("UTF-8", "utf-16-be"),
        ("ANSI", "cp1252"),
        ("ISO-8859-1", "latin-1"),
        ("ISO-8859-15", "iso8859-15"),
        ("windows-1252", "cp1252"),
        ("utf8", "utf-8"),
    ],
)
def test_the_bytes_are_believed_before_the_encoding_that_they_claim(declared: str, encoding: str) -> None:
    text = a_ubl().decode().replace('encoding="UTF-8"', f'encoding="{declared}"').replace("EXEMPLE", "ÉLÉGANCE")
    invoice = read(text.encode(encoding))
    assert (invoice.number, invoice.seller_name) == ("F-12/2026", "ÉLÉGANCE SARL")


def test_a_doctype_hidden_by_a_false_encoding_is_still_refused() -> None:
    text = a_ubl().decode().replace('encoding="UTF-8"', 'encoding="utf-16"')
    assert "DOCTYPE" in refusal(text.replace("?>", '?><!DOCTYPE x SYSTEM "file:///etc/passwd">', 1).encode())


def test_the_invoice_in_an_envelope_is_read() -> None:
    invoice = read(in_an_envelope(a_ubl()))
    assert (invoice.kind, invoice.number, invoice.total_ttc) == (DocumentKind.UBL, "F-12/2026", 126_000)
    assert invoice.findings == read(a_ubl()).findings


def test_a_credit_note_in_an_envelope_is_one() -> None:
    assert read(in_an_envelope(a_ubl("CreditNote", "381"))).is_credit_note


def test_two_invoices_in_one_envelope_are_not_chosen_between() -> None:
    assert "contient plusieurs factures" in refusal(in_an_envelope(a_ubl(), a_ubl()))


def test_an_envelope_around_something_else_is_no_invoice() -> None:
    assert "n’est pas une facture" in refusal(in_an_envelope(a_ubl().replace(b"Invoice", b"Order")))


@pytest.mark.parametrize("break_of_line", ["", "\n", "&#13;\n"])
def test_a_heavy_document_joined_to_the_invoice_does_not_hide_it(break_of_line: str) -> None:
    part = base64.b64encode(os.urandom(8 * 1024 * 1024)).decode()
    lines = break_of_line.join(part[at : at + 76] for at in range(0, len(part), 76)) if break_of_line else part
    joined = (
        "<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment>"
        f'<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">{lines}'
        "</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>"
    )
    heavy = a_ubl().decode().replace("<cac:AccountingSupplierParty>", joined + "<cac:AccountingSupplierParty>", 1)
    invoice = read(heavy.encode())
    assert (invoice.number, invoice.total_ttc) == ("F-12/2026", 126_000)
