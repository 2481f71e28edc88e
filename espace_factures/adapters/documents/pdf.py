"""A PDF: its pages, the invoice data it carries, or failing that its text."""

from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf

from espace_factures.adapters.documents import findings, pdf_embedded
from espace_factures.adapters.documents.envelope import parse_invoice
from espace_factures.adapters.documents.pdf_text import open_pages, opens
from espace_factures.adapters.documents.refusals import Refusal, RefusedError
from espace_factures.adapters.documents.sniff import MEDIA_TYPES, Form
from espace_factures.adapters.documents.spotted import read_sheet
from espace_factures.adapters.documents.structured import read_embedded
from espace_factures.core.documents import DocumentKind, Finding, ReadInvoice

MEDIA_TYPE = MEDIA_TYPES[Form.PDF]


@dataclass(frozen=True, slots=True)
class Opened:
    """What the structure of a PDF tells."""

    pages: int
    invoices: tuple[bytes, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_pdf(content: bytes) -> ReadInvoice:
    """What the PDF says; raises RefusedError when nobody can open it."""
    try:
        opened = _open(content)
    except RefusedError as refusal:
        return _read_as_shown(content, refusal)
    reading, known = _read_data(opened)
    if reading is None:
        return _read_as_text(content, opened.pages, known)
    unseen = () if opens(content) else (findings.unreadable_pdf(),)
    return replace(reading, findings=(*reading.findings, *known, *unseen))


def _read_as_shown(content: bytes, refusal: RefusedError) -> ReadInvoice:
    """The text of a PDF that shows although it is out of order, or its attachments protected; raises the refusal."""
    shown = open_pages(content, drawn=True)
    if shown is None:
        raise refusal
    is_protected = refusal.reason is Refusal.PASSWORD
    known = findings.protected_attachments() if is_protected else findings.damaged_pdf()
    return read_sheet(shown.sheet, MEDIA_TYPE, shown.count, (known,), is_picture=shown.is_picture)


def embedded_invoice(content: bytes) -> bytes | None:
    """The invoice XML that the PDF carries, if there is one and no doubt; raises RefusedError."""
    opened = _open(content)
    return opened.invoices[0] if opened.invoices and _read_data(opened)[0] else None


def _open(content: bytes) -> Opened:
    """What the PDF's structure tells; raises RefusedError when it is protected or broken."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise RefusedError(Refusal.BROKEN_PDF)
            invoices = pdf_embedded.invoices(pdf)
            return Opened(len(pdf.pages), invoices, (*_wrapping(pdf), *(() if invoices else _not_taken(pdf))))
    except pikepdf.PasswordError as failure:
        raise RefusedError(Refusal.PASSWORD) from failure
    except pikepdf.PdfError as failure:
        raise RefusedError(Refusal.BROKEN_PDF) from failure


def _wrapping(pdf: pikepdf.Pdf) -> tuple[Finding, ...]:
    """What makes a PDF show something else than what it holds."""
    portfolio = (findings.portfolio(),) if "/Collection" in pdf.Root else ()
    return (*portfolio, findings.dynamic_form()) if pdf.Root.get("/NeedsRendering") is True else portfolio


def _not_taken(pdf: pikepdf.Pdf) -> tuple[Finding, ...]:
    """The invoices in XML that do not bear the name of a PDF's data, and may be those of another one."""
    return tuple(
        findings.embedded_not_taken(file.names[0]) for file in pdf_embedded.others(pdf) if _is_invoice(file.content)
    )


def _is_invoice(content: bytes) -> bool:
    try:
        parse_invoice(content)
    except RefusedError:
        return False
    return True


def _read_data(opened: Opened) -> tuple[ReadInvoice | None, tuple[Finding, ...]]:
    """The invoice that the PDF carries, and what is to be said; none when it carries two that do not agree."""
    try:
        readings = [read_embedded(xml, MEDIA_TYPE, opened.pages) for xml in opened.invoices]
    except RefusedError:
        return None, (findings.unreadable_embedded_xml(), *opened.findings)
    if len({_essence(reading) for reading in readings}) > 1:
        return None, (findings.several_embedded(), *opened.findings)
    return (readings[0] if readings else None), opened.findings


def _essence(reading: ReadInvoice) -> tuple[object, ...]:
    """What makes two readings those of one invoice."""
    amounts = (reading.currency, reading.total_ht, reading.total_ttc, reading.is_credit_note)
    return (reading.number, reading.issued_on, reading.iban, *amounts)


def _read_as_text(content: bytes, pages: int, known: tuple[Finding, ...]) -> ReadInvoice:
    """The invoice as its text layer tells it."""
    shown = open_pages(content)
    if shown is None:
        return ReadInvoice(DocumentKind.PDF, MEDIA_TYPE, pages, findings=(*known, findings.unreadable_pdf()))
    return read_sheet(shown.sheet, MEDIA_TYPE, pages, known, is_picture=shown.is_picture)
