"""Rows as a spreadsheet opens them: CSV that French software splits by itself, and no cell of which is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

BOM: Final = "\ufeff"
"""What tells a spreadsheet that letters are in UTF-8: the first character of a file."""
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell of text may not begin with: a spreadsheet would compute it (OWASP, CSV injection)."""


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """The rows, cells apart by « ; »; numbers stay numbers."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(
        [harmless(cell) for cell in row] for row in rows
    )
    return written.getvalue()


def harmless(cell: object) -> object:
    """The same, unless a spreadsheet would take it for a formula: then a quote makes it text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell
