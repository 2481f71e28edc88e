"""What the limited child does: parse one document, answer one JSON."""

from PIL import Image

from espace_factures.adapters.documents.harmless import PDF, XML
from espace_factures.adapters.documents.pdf import read_pdf
from espace_factures.adapters.documents.picture import read_picture
from espace_factures.adapters.documents.picture_words import open_engine
from espace_factures.adapters.documents.refusals import RefusedError
from espace_factures.adapters.documents.sniff import MEDIA_TYPES, PICTURES, Form
from espace_factures.adapters.documents.structured import read_xml
from espace_factures.adapters.documents.wire import encode_invoice, encode_refusal


def main(content: bytes, arguments: tuple[str, ...]) -> bytes:
    """The document's description, or its refusal, as JSON; the only argument is the form of the content."""
    form = Form(arguments[0])
    try:
        if form in PICTURES:
            return encode_invoice(read_picture(content, MEDIA_TYPES[form]))
        return encode_invoice(read_pdf(content) if form is Form.PDF else read_xml(content))
    except RefusedError as refusal:
        return encode_refusal(refusal.reason)


def warm_up() -> None:
    """Import and load what only a document asks for."""
    open_engine()
    Image.preinit()
    main(PDF, (Form.PDF,))
    main(XML, (Form.XML,))
