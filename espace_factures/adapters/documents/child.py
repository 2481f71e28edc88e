"""What the limited child does: parse one document, answer one JSON."""

from espace_factures.adapters.documents.refusals import RefusedError
from espace_factures.adapters.documents.sniff import Form
from espace_factures.adapters.documents.wire import encode_invoice, encode_refusal
from espace_factures.core.documents import ReadInvoice


def main(content: bytes, arguments: tuple[str, ...]) -> bytes:
    """The document's description, or its refusal, as JSON; the only argument is the form of the content."""
    try:
        return encode_invoice(_read(content, Form(arguments[0])))
    except RefusedError as refusal:
        return encode_refusal(refusal.reason)


def _read(content: bytes, form: Form) -> ReadInvoice:
    """The reading by form. Imports wait until here: the PDF libraries cost an XML more than its own parsing."""
    if form is Form.PDF:
        from espace_factures.adapters.documents.pdf import read_pdf

        return read_pdf(content)
    from espace_factures.adapters.documents.structured import read_xml

    return read_xml(content)
