"""Two sheets that grow row by row in a file: memory holds a part of the rows, never all of them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import IO, Any, Final, Protocol

import xlsxwriter

from espace_factures.core import sheets
from espace_factures.invoices.exporting.messages import HEADINGS, WIDTHS, Cell
from espace_factures.invoices.exporting.rules import Sheet

DATE: Final = "dd/mm/yyyy"


class Writer(Protocol):
    """A sheet under way."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows after the others."""
        ...

    def done(self) -> bytes:
        """The whole file; nothing may be added any more."""
        ...


class CsvWriter:
    """Semicolons, UTF-8 with its mark, ISO dates; a text that could be a formula is a text."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._file.write((sheets.MARK + sheets.written([HEADINGS])).encode())

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows after the others."""
        self._file.write(sheets.written([["" if cell is None else cell for cell in row] for row in rows]).encode())

    def done(self) -> bytes:
        """The whole file."""
        self._file.seek(0)
        return self._file.read()


class XlsxWriter:
    """Amounts are numbers, days are dates, and a text is never a formula nor a link."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = xlsxwriter.Workbook(self._file, options)
        self._sheet: Any = self._book.add_worksheet("Factures")
        self._day: Any = self._book.add_format({"num_format": DATE})
        self._amount: Any = self._book.add_format({"num_format": "#,##0"})
        for rank, width in enumerate(WIDTHS):
            self._sheet.set_column(rank, rank, width)
        self._sheet.freeze_panes(1, 0)
        self._sheet.write_row(0, 0, HEADINGS, self._book.add_format({"bold": True}))
        self._rows = 1

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows after the others."""
        for row in rows:
            for rank, cell in enumerate(row):
                self._write(rank, cell)
            self._rows += 1

    def done(self) -> bytes:
        """The whole file."""
        self._sheet.autofilter(0, 0, self._rows - 1, len(HEADINGS) - 1)
        self._book.close()
        self._file.seek(0)
        return self._file.read()

    def _write(self, rank: int, cell: Cell) -> None:
        if isinstance(cell, date):
            self._sheet.write_datetime(self._rows, rank, cell, self._day)
        elif isinstance(cell, int):
            self._sheet.write_number(self._rows, rank, cell, self._amount)
        elif cell:
            self._sheet.write_string(self._rows, rank, cell)


WRITERS: Final[dict[Sheet, Callable[[IO[bytes]], Writer]]] = {Sheet.CSV: CsvWriter, Sheet.XLSX: XlsxWriter}
