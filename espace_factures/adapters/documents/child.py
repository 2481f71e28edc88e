"""What the limited child does: parse one document, answer one JSON."""

from dataclasses import replace

from PIL import Image

from espace_factures.adapters.documents.harmless import PDF, XML
from espace_factures.adapters.documents.pdf import read_pdf
from espace_factures.adapters.documents.picture import read_picture
from espace_factures.adapters.documents.picture_words import open_engine, put_off
from espace_factures.adapters.documents.refusals import RefusedError
from espace_factures.adapters.documents.sniff import MEDIA_TYPES, PICTURES, Form
from espace_factures.adapters.documents.structured import read_xml
from espace_factures.adapters.documents.wire import GLANCE, encode_invoice, encode_refusal
from espace_factures.core.documents import NOTHING_READ, ReadInvoice


def main(content: bytes, arguments: tuple[str, ...]) -> bytes:
    """The document's description, or its refusal, as JSON; arguments: the form of the content, then `GLANCE` or not."""
    form = Form(arguments[0])
    try:
        return encode_invoice(_glance(content, form) if GLANCE in arguments else _read(content, form))
    except RefusedError as refusal:
        return encode_refusal(refusal.reason)


def _glance(content: bytes, form: Form) -> ReadInvoice:
    """What is read without recognising any picture, and whether there is one to recognise."""
    with put_off() as pictures:
        reading = _read(content, form)
    if not pictures:
        return reading
    told = tuple(finding for finding in reading.findings if finding.code != NOTHING_READ)
    return replace(reading, findings=told, has_more=True)


def _read(content: bytes, form: Form) -> ReadInvoice:
    if form in PICTURES:
        return read_picture(content, MEDIA_TYPES[form])
    return read_pdf(content) if form is Form.PDF else read_xml(content)


def warm_up() -> None:
    """Import and load what only a document asks for."""
    open_engine()
    Image.preinit()
    main(PDF, (Form.PDF,))
    main(XML, (Form.XML,))
