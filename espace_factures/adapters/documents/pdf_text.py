"""What the pages of a PDF show: whether they open, and the text of the first ones."""

from dataclasses import dataclass

import pypdfium2

from espace_factures.adapters.documents.layout import page_text
from espace_factures.adapters.documents.pdf_words import page_words

MAX_PAGES = 20
MAX_CHARACTERS = 100_000
THUMBNAIL = 60
"""Pixels: enough to know that a page is drawn."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a PDF that opens."""

    count: int
    text: str
    """As the rules read it: see layout."""


def opens(content: bytes) -> bool:
    """Whether the first page can be shown one day."""
    try:
        return pypdfium2.PdfDocument(content)[0] is not None
    except (pypdfium2.PdfiumError, IndexError):
        return False


def open_pages(content: bytes, *, drawn: bool = False) -> Pages | None:
    """The pages, their first one drawn when asked to prove that it shows; None when the PDF does not open."""
    try:
        document = pypdfium2.PdfDocument(content)
        first = document[0]
        if drawn:
            first.render(scale=THUMBNAIL / max(first.get_width(), first.get_height(), 1))
        return Pages(len(document), _text(document))
    except (pypdfium2.PdfiumError, IndexError):
        return None


def _text(document: pypdfium2.PdfDocument) -> str:
    """The text of the pages that open."""
    text = ""
    for index in range(min(len(document), MAX_PAGES)):
        text += _page_text(document, index) + "\n"
        if len(text) > MAX_CHARACTERS:
            break
    return text


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    try:
        return page_text(page_words(document[index], MAX_CHARACTERS))
    except pypdfium2.PdfiumError:
        return ""
