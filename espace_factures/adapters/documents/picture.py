"""A photo or a scan sent as a picture: what its words say."""

from espace_factures.adapters.documents import findings
from espace_factures.adapters.documents.layout import page_rows
from espace_factures.adapters.documents.picture_words import picture_words
from espace_factures.adapters.documents.sheet import Sheet
from espace_factures.adapters.documents.spotted import read_sheet
from espace_factures.adapters.documents.straight import opened
from espace_factures.core.documents import DocumentKind, ReadInvoice


def read_picture(content: bytes, media_type: str) -> ReadInvoice:
    """The invoice that the picture shows, as far as its words are sure."""
    picture = opened(content)
    if picture is None:
        return ReadInvoice(DocumentKind.IMAGE, media_type, pages=1, findings=(findings.nothing_read(),))
    sheet = Sheet()
    sheet.write(1, page_rows(picture_words(picture, shaded=True)))
    return read_sheet(sheet, media_type, 1, (), is_picture=True)
