"""Documents ready to read, in French."""

from collections.abc import Iterable
from dataclasses import dataclass

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.core.words import NBSP
from espace_factures.documents.models import Document
from espace_factures.documents.rules import MOST_PICTURES, PDF


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a message, which left with it or is about to."""

    id: str
    name: str
    size: str
    href: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A file of the demande, with the pictures that show it page by page."""

    name: str
    href: str
    trace: str
    pictures: list[str]


def document_rows(documents: Iterable[Document]) -> list[DocumentRow]:
    """Every file, in order of arrival."""
    return [
        DocumentRow(row.name, native(routes.document(row.public_id)), f"SHA-256 {row.sha256}", picture_addresses(row))
        for row in documents
    ]


def picture_addresses(document: Document) -> list[str]:
    """The addresses of the pictures that show a document; none for an XML."""
    if document.media_type.startswith("image/"):
        return [native(routes.document(document.public_id))]
    if document.media_type != PDF:
        return []
    pages = range(1, min(document.pages, MOST_PICTURES) + 1)
    return [native(routes.document_page(document.public_id, page)) for page in pages]


def file_rows(documents: Iterable[Document]) -> list[FileRow]:
    """The files of a message."""
    return [
        FileRow(row.public_id, row.name, size_words(row.size), native(routes.document(row.public_id)))
        for row in documents
    ]


def size_words(size: int) -> str:
    """« 1,2 Mo » for 1 200 000 bytes."""
    kilobytes = round(size / 1_000)
    if kilobytes < 1_000:
        return f"{max(kilobytes, 1)}{NBSP}ko"
    return f"{kilobytes / 1_000:.1f}{NBSP}Mo".replace(".", ",")
