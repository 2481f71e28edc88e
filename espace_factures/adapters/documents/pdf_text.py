"""What the pages of a PDF show: whether they open, and the text of the first ones."""

from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from espace_factures.adapters.documents.layout import page_rows
from espace_factures.adapters.documents.pdf_words import page_words
from espace_factures.adapters.documents.picture_words import picture_words
from espace_factures.adapters.documents.sheet import Sheet
from espace_factures.adapters.documents.words import Word

MAX_PAGES = 20
MAX_CHARACTERS = 100_000
FEW = 12
"""Words under which a page that has a picture is one: a copier writes a line of its own over its scan."""
READ_SCALE = 200 / 72
READ_LONGEST = 2400
"""Pixels: A4 at 200 dots an inch."""
THUMBNAIL = 60
"""Pixels: enough to know that a page is drawn."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a PDF that opens."""

    count: int
    sheet: Sheet
    """As the rules read it: see layout."""
    is_picture: bool = False
    """Some of it was read in pictures."""


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
        return Pages(len(document), *_read(document))
    except (pypdfium2.PdfiumError, IndexError):
        return None


def _read(document: pypdfium2.PdfDocument) -> tuple[Sheet, bool]:
    """What the pages that open say; whether pictures were read."""
    sheet, is_picture = Sheet(), False
    for index in range(min(len(document), MAX_PAGES)):
        words, is_seen = _page_words(document, index)
        is_picture = is_picture or is_seen
        sheet.write(index + 1, page_rows(words))
        if sheet.length > MAX_CHARACTERS:
            break
    return sheet, is_picture


def _page_words(document: pypdfium2.PdfDocument, index: int) -> tuple[list[Word], bool]:
    """The words of a page, or those of its picture when it has next to none; whether it is a picture."""
    try:
        page = document[index]
        words = page_words(page, MAX_CHARACTERS)
        if words and (len(words) >= FEW or not _has_picture(page)):
            return words, False
        scale = min(READ_SCALE, READ_LONGEST / max(page.get_width(), page.get_height(), 1))
        drawn = page.render(scale=scale, grayscale=True)  # pyright: ignore[reportArgumentType]
        seen = picture_words(drawn.to_pil().convert("L"))
        return (seen, True) if len(seen) > len(words) else (words, False)
    except pypdfium2.PdfiumError:
        return [], False


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
