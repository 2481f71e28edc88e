"""The invoices in XML that a PDF carries, wherever its program has joined them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pikepdf

# Factur-X and ZUGFeRD 2, ZUGFeRD 1 and early 2, XRechnung: the names under which a PDF carries its data.
NAMES = {"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"}
LARGEST = 25 * 1024 * 1024
PAGES = 500
ANNOTATIONS = 1000
OTHERS = 10
"""More XML files than any program joins to an invoice."""
MALFORMED = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, MemoryError)


@dataclass(frozen=True, slots=True)
class Joined:
    """A file joined to the PDF: its names, its bytes; empty bytes when they are broken or too many."""

    names: tuple[str, ...]
    content: bytes


def invoices(pdf: pikepdf.Pdf) -> tuple[bytes, ...]:
    """The XML that bear an invoice's name, each once."""
    named = (file for file in _files(pdf) if {name.lower() for name in _names(file)} & NAMES)
    return tuple(dict.fromkeys(_content(file) for file in named))


def others(pdf: pikepdf.Pdf) -> tuple[Joined, ...]:
    """The XML that bear another name."""
    named = (file for file in _files(pdf) if any(name.lower().endswith(".xml") for name in _names(file)))
    return tuple(Joined(tuple(_names(file)), _content(file)) for file in islice(named, OTHERS))


def _files(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Each joined file as its key and its file specification; those that are malformed are no file."""
    seen = set[tuple[int, int]]()
    for key, specification in (*_of_names(pdf), *_of_catalogue(pdf), *_of_pages(pdf)):
        try:
            place = _stream(specification).objgen
        except MALFORMED:
            continue
        if place not in seen:
            seen.add(place)
            yield key, specification


def _of_names(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """The tree of names, where the norm puts them."""
    for key, attachment in pdf.attachments.items():
        yield key, attachment.obj


def _of_catalogue(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Associated files that the tree of names does not list."""
    for specification in _array(pdf.Root, "/AF"):
        yield "", specification


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Files pinned on a page, as some programs can only do."""
    for page in islice(pdf.pages, PAGES):
        for specification in _array(page.obj, "/AF"):
            yield "", specification
        for annotation in islice(_array(page.obj, "/Annots"), ANNOTATIONS):
            if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == "/FileAttachment":
                yield "", annotation.get("/FS")


def _array(holder: Any, name: str) -> list[Any]:
    """The items of an array, none when it is not one."""
    found = holder.get(name)
    return list(found) if isinstance(found, pikepdf.Array) else []


def _names(file: tuple[str, Any]) -> list[str]:
    """The names that a file goes by."""
    key, specification = file
    given = (specification.get("/UF"), specification.get("/F"))
    return [name for name in (*(str(name) for name in given if name is not None), key) if name]


def _stream(specification: Any) -> Any:
    """Where the file's bytes are; fails when the specification is none."""
    embedded = specification["/EF"]
    return embedded["/UF"] if "/UF" in embedded else embedded["/F"]


def _content(file: tuple[str, Any]) -> bytes:
    """The bytes; none when they are broken, or too many, which costs the PDF its data, not its entry."""
    try:
        content = _stream(file[1]).read_bytes()
    except MALFORMED:
        return b""
    return content if len(content) <= LARGEST else b""
