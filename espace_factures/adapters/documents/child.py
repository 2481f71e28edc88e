"""What the limited child does: parse one document, answer one JSON."""

from espace_factures.adapters.documents.harmless import PDF, XML
from espace_factures.adapters.documents.pdf import read_pdf
from espace_factures.adapters.documents.refusals import RefusedError
from espace_factures.adapters.documents.sniff import Form
from espace_factures.adapters.documents.structured import read_xml
from espace_factures.adapters.documents.wire import encode_invoice, encode_refusal


def main(content: bytes, arguments: tuple[str, ...]) -> bytes:
    """The document's description, or its refusal, as JSON; the only argument is the form of the content."""
    read = read_pdf if Form(arguments[0]) is Form.PDF else read_xml
    try:
        return encode_invoice(read(content))
    except RefusedError as refusal:
        return encode_refusal(refusal.reason)


def warm_up() -> None:
    """Import what only a document asks for."""
    main(PDF, (Form.PDF,))
    main(XML, (Form.XML,))
