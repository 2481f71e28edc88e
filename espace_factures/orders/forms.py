"""A CSV file of bons de commande, checked row by row; amounts and dates as people write them."""

import csv
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, StringConstraints

from espace_factures.app.forms import Form, parse
from espace_factures.core import calendar, money, ridet, tgc
from espace_factures.core.errors import DomainError, FormError
from espace_factures.orders.rules import Head, Line, Refused

REQUIRED: Final = ("numero", "ridet", "direction", "libelle", "montant", "date")
LINE: Final = "ligne"
UNREADABLE: Final = "Le fichier n’est pas un CSV lisible : enregistrez-le en CSV, en UTF-8 ou en Windows-1252."


def _amount(text: object) -> int:
    amount = money.parse_francs(str(text))
    if not amount:
        raise ValueError("Écrivez un montant de plus de 0 F.")
    return amount


def _quantity(text: object) -> int:
    if not text:
        return 1
    if not str(text).isdecimal() or int(str(text)) < 1:
        raise ValueError("Écrivez une quantité entière, par exemple 1.")
    return int(str(text))


def _rate(text: object) -> str:
    """« 5,5 % » → 5.5; empty for a line that bears no tax."""
    bare = str(text or "").replace("%", "").replace(",", ".").strip()
    if bare and tgc.rate_of(f"tgc_{bare.replace('.', '_')}") is None:
        raise ValueError("Écrivez un taux de TGC, par exemple 6.")
    return tgc.plain(Decimal(bare)) if bare else ""


Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class OrderRow(Form):
    """One row: a bon de commande, and one of its lines when `ligne` is filled."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(alias="numero")
    ridet: Annotated[str, BeforeValidator(lambda text: ridet.parse(str(text)))]
    direction: Words
    label: Words = Field(alias="libelle")
    amount: Annotated[int, BeforeValidator(_amount)] = Field(alias="montant")
    ordered_on: Annotated[date, BeforeValidator(lambda text: calendar.parse_date(str(text)))] = Field(alias="date")
    name: Annotated[str, StringConstraints(max_length=200)] = Field(default="", alias="nom")
    line: Annotated[str, StringConstraints(max_length=200)] = Field(default="", alias=LINE)

    @property
    def head(self) -> Head:
        """The bon de commande."""
        return Head(self.number, self.ridet, self.name, self.direction, self.label, self.amount, self.ordered_on)


class LineRow(Form):
    """The line that a row gives."""

    label: Words = Field(alias=LINE)
    quantity: Annotated[int, BeforeValidator(_quantity)] = Field(default=1, alias="quantite")
    unit_price: Annotated[int, BeforeValidator(lambda text: money.parse_francs(str(text)))] = Field(
        alias="prix_unitaire"
    )
    tgc_rate: Annotated[str, BeforeValidator(_rate)] = Field(default="", alias="tgc")


def read_file(content: bytes) -> tuple[list[tuple[int, Head, Line | None]], list[Refused], bool]:
    """The good rows with their place in the file, the refused ones, and whether the file gives lines."""
    good: list[tuple[int, Head, Line | None]] = []
    refused: list[Refused] = []
    has_lines = False
    for row, cells in _rows(content):
        has_lines = LINE in cells
        try:
            order = parse(OrderRow, cells)
            line = parse(LineRow, cells) if order.line else None
        except FormError as error:
            why = " ".join(f"{name} : {sentence}" for name, sentence in error.fields.items())
            refused.append(Refused(row, cells["numero"], why))
            continue
        good.append((row, order.head, Line(**line.model_dump()) if line else None))
    broken = {fault.number for fault in refused}
    return [row for row in good if row[1].number not in broken], refused, has_lines


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row that is not empty, with the line where it ends in the file."""
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(";,\t", key=first.count), strict=True)
    try:
        names = [_column(name) for name in next(reader, [])]
        if missing := [name for name in REQUIRED if name not in names]:
            raise DomainError(
                f"Il manque au fichier : {', '.join(missing)}. Sa première ligne nomme les colonnes.", "columns-missing"
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict.fromkeys(names, "") | dict(zip(names, map(str.strip, cells), strict=False))
    except csv.Error:
        raise DomainError(UNREADABLE, "file-unreadable") from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _column(name: str) -> str:
    """« Prix unitaire » → prix_unitaire: what a column is called, without capitals nor accents."""
    bare = unicodedata.normalize("NFKD", name.strip().lower())
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).replace(" ", "_")
