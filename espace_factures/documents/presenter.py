"""Documents ready to read, in French."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.core.documents import Place
from espace_factures.core.words import NBSP
from espace_factures.documents.models import Document
from espace_factures.documents.rules import HELD, MOST_PICTURES, PDF

WHOLE: Final = 1000
"""The side of the drawing that lies over a page, in its own measure."""
AROUND: Final = 0.006
"""Parts of a page between a value and its frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame over a page, in thousandths of it, around what fills a field of the form."""

    field: str
    is_doubtful: bool
    """The field is to be read again."""
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FramedPage:
    """The picture of a page, and its frames."""

    address: str
    frames: list[Frame]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a message, which left with it or is about to."""

    id: str
    name: str
    size: str
    href: str
    held: str = ""
    """Why it does not open."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A file of the demande, with the pictures that show it page by page."""

    name: str
    href: str
    trace: str
    pictures: list[str]
    unseen: str
    """What is said in place of the pictures."""
    held: str


def document_rows(documents: Iterable[Document]) -> list[DocumentRow]:
    """Every file, in order of arrival."""
    return [
        DocumentRow(
            name=row.name,
            href=native(routes.document(row.public_id)),
            trace=f"SHA-256 {row.sha256}",
            pictures=picture_addresses(row),
            unseen=HELD.get(row.scan, "Ce fichier se lit une fois téléchargé."),
            held=HELD.get(row.scan, ""),
        )
        for row in documents
    ]


def picture_addresses(document: Document) -> list[str]:
    """The addresses of the pictures that show a document; none for an XML, nor for one that is held."""
    if document.scan in HELD:
        return []
    if document.media_type.startswith("image/"):
        return [native(routes.document(document.public_id))]
    if document.media_type != PDF:
        return []
    pages = range(1, min(document.pages, MOST_PICTURES) + 1)
    return [native(routes.document_page(document.public_id, page)) for page in pages]


def unseen_words(document: Document) -> str:
    """What stands in place of the pictures of the page's main document."""
    return HELD.get(document.scan, "Ce document est une facture électronique (XML).")


def file_rows(documents: Iterable[Document]) -> list[FileRow]:
    """The files of a message."""
    return [
        FileRow(
            id=row.public_id,
            name=row.name,
            size=size_words(row.size),
            href=native(routes.document(row.public_id)),
            held=HELD.get(row.scan, ""),
        )
        for row in documents
    ]


def size_words(size: int) -> str:
    """« 1,2 Mo » for 1 200 000 bytes."""
    kilobytes = round(size / 1_000)
    if kilobytes < 1_000:
        return f"{max(kilobytes, 1)}{NBSP}ko"
    return f"{kilobytes / 1_000:.1f}{NBSP}Mo".replace(".", ",")


def framed_pages(
    pictures: Iterable[str], places: Mapping[str, Place], doubtful: Collection[str] = ()
) -> list[FramedPage]:
    """Each picture with the places of its page, by field; the `doubtful` fields are to be read again."""
    return [
        FramedPage(
            picture,
            [_frame(place, field, field in doubtful) for field, place in places.items() if place.page == page],
        )
        for page, picture in enumerate(pictures, start=1)
    ]


def _frame(place: Place, field: str, is_doubtful: bool) -> Frame:
    left, top = max(place.x - AROUND, 0), max(place.y - AROUND, 0)
    right, bottom = min(place.x + place.width + AROUND, 1), min(place.y + place.height + AROUND, 1)
    x, y, width, height = (round(part * WHOLE) for part in (left, top, right - left, bottom - top))
    return Frame(field, is_doubtful, x, y, width, height)
