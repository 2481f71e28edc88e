"""A sheet of rows in CSV, as people's software writes it: read with any separator, written without a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from espace_factures.core.errors import DomainError

UNREADABLE: Final = "Le fichier n’est pas un CSV lisible : enregistrez-le en CSV, en UTF-8 ou en Windows-1252."
PROGRAMS: Final = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<", b"{", b"\x89PNG", b"\xff\xd8")
"""How PDFs, workbooks of Excel, pages and pictures begin."""
MARK: Final = "\ufeff"
"""By which a spreadsheet knows UTF-8."""
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of one (OWASP, « CSV Injection »)."""


def rows(content: bytes, required: Sequence[str], most: int | None = None) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not empty, by the names of its columns, with the line where it ends in the file."""
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(";,\t", key=first.count), strict=True)
    try:
        names = [_column(name) for name in next(reader, [])]
        if missing := [name for name in required if name not in names]:
            raise DomainError(
                f"Il manque au fichier : {', '.join(missing)}. Sa première ligne nomme les colonnes.", "columns-missing"
            )
        for rank, cells in enumerate((row for row in reader if any(map(str.strip, row))), start=1):
            if most is not None and rank > most:
                raise DomainError(f"Ce fichier a plus de {most} lignes : partagez-le en plusieurs.", "too-many-rows")
            yield reader.line_num, dict.fromkeys(names, "") | dict(zip(names, map(_bare, cells), strict=False))
    except csv.Error:
        raise DomainError(UNREADABLE, "file-unreadable") from None


def refuse_others(content: bytes) -> None:
    """Refuse what is no text at all: a PDF, a workbook, a picture."""
    if b"\x00" in content or content.lstrip().startswith(PROGRAMS):
        raise DomainError(UNREADABLE, "file-unreadable")


def written(lines: Iterable[Sequence[object]]) -> str:
    """Rows as a French spreadsheet opens them; a text that could be a formula is a text."""
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=";", lineterminator="\r\n").writerows(
        [_harmless(cell) for cell in row] for row in lines
    )
    return sheet.getvalue()


def _harmless(cell: object) -> object:
    """Numbers of ours stay numbers; an apostrophe says that what follows is no formula."""
    return f"'{cell}" if isinstance(cell, str) and _is_formula(cell) else cell


def _bare(cell: str) -> str:
    """A cell without the apostrophe that `written` put there."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and _is_formula(text[1:]) else text


def _is_formula(text: str) -> bool:
    return text.startswith(FORMULAS) or text.lstrip().startswith(FORMULAS)


def _decoded(content: bytes) -> str:
    refuse_others(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _column(name: str) -> str:
    """« Prix unitaire » → prix_unitaire: what a column is called, without capitals nor accents."""
    bare = unicodedata.normalize("NFKD", name.strip().lower())
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).replace(" ", "_")
