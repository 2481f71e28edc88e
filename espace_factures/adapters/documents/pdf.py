"""A PDF: its pages, the invoice data it carries, or failing that its text."""

from io import BytesIO

import pikepdf

from espace_factures.adapters.documents import findings
from espace_factures.adapters.documents.pdf_text import extract_text
from espace_factures.adapters.documents.plain_text import read_text
from espace_factures.adapters.documents.refusals import Refusal, RefusedError
from espace_factures.adapters.documents.sniff import MEDIA_TYPES, Form
from espace_factures.adapters.documents.structured import read_embedded
from espace_factures.core.documents import Finding, ReadInvoice

# Factur-X and ZUGFeRD 2, ZUGFeRD 1 and early 2, XRechnung: the names under which a PDF carries its data.
EMBEDDED_NAMES = {"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"}
EMBEDDED_BYTES = 25 * 1024 * 1024


def read_pdf(content: bytes) -> ReadInvoice:
    """What the PDF says; raises RefusedError when it is encrypted or broken."""
    pages, xml = _open(content)
    if xml is None:
        return _read_as_text(content, pages, ())
    try:
        return read_embedded(xml, MEDIA_TYPES[Form.PDF], pages)
    except RefusedError:
        return _read_as_text(content, pages, (findings.unreadable_embedded_xml(),))


def embedded_invoice(content: bytes) -> bytes | None:
    """The invoice XML that the PDF carries, if any; raises RefusedError."""
    return _open(content)[1]


def _open(content: bytes) -> tuple[int, bytes | None]:
    """The number of pages and the embedded invoice XML, if any."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise RefusedError(Refusal.ENCRYPTED)
            if not len(pdf.pages):
                raise RefusedError(Refusal.BROKEN_PDF)
            return len(pdf.pages), _embedded_xml(pdf)
    except pikepdf.PasswordError as failure:
        raise RefusedError(Refusal.PASSWORD) from failure
    except pikepdf.PdfError as failure:
        raise RefusedError(Refusal.BROKEN_PDF) from failure


def _embedded_xml(pdf: pikepdf.Pdf) -> bytes | None:
    """The first attachment that bears an invoice's name."""
    for key, attachment in pdf.attachments.items():
        if {key.lower(), attachment.filename.lower()} & EMBEDDED_NAMES:
            return _content(attachment)
    return None


def _content(attachment: pikepdf.AttachedFileSpec) -> bytes:
    """The attachment's bytes; none when they are broken, or too many, which costs the PDF its data, not its entry."""
    try:
        content = attachment.get_file().read_bytes()
    except (pikepdf.PdfError, MemoryError):
        return b""
    return content if len(content) <= EMBEDDED_BYTES else b""


def _read_as_text(content: bytes, pages: int, known: tuple[Finding, ...]) -> ReadInvoice:
    """The invoice as its text layer tells it."""
    return read_text(extract_text(content), MEDIA_TYPES[Form.PDF], pages, known)
