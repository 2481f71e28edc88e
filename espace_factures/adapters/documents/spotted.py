"""Where each value that was read stands in its document, so that a page can draw a frame around it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from espace_factures.adapters.documents.french_labels import (
    FRENCH_IBAN,
    ISSUED_ON,
    NET,
    NUMBER,
    ORDER,
    PLAIN_TOTAL,
    RIB,
    RIB_PARTS,
    RIDET,
    TAX,
    TAX_ROW,
    TOTAL_HT,
    TOTAL_TTC,
)
from espace_factures.adapters.documents.french_text import parse_amount, parse_french_date
from espace_factures.adapters.documents.plain_text import read_text
from espace_factures.adapters.documents.sheet import Sheet
from espace_factures.adapters.documents.values import parse_account, parse_ridet
from espace_factures.core import tgc
from espace_factures.core.documents import Finding, ReadInvoice

Span = tuple[int, int]
ACCOUNT = slice(14, 25)
"""The eleven letters of the account in the IBAN that was made of a RIB."""


def read_sheet(
    sheet: Sheet, media_type: str, pages: int, known: tuple[Finding, ...], *, is_picture: bool
) -> ReadInvoice:
    """The invoice that the sheet tells, each value with where it was seen."""
    reading = read_text(sheet.text, media_type, pages, known, is_picture=is_picture)
    spans = _spans(sheet.text, reading)
    return replace(reading, places={name: place for name, span in spans if span and (place := sheet.place(*span))})


def _spans(text: str, reading: ReadInvoice) -> Iterator[tuple[str, Span | None]]:
    """Each field, by its name in the reading, or that of the form for a tax; and where its value is in the text."""
    yield "number", _first(text, NUMBER, lambda written: written.rstrip(".-/_"), reading.number)
    yield "order_number", _first(text, ORDER, lambda written: written.rstrip(".-/_"), reading.order_number)
    yield "issued_on", _first(text, ISSUED_ON, parse_french_date, reading.issued_on)
    yield "seller_ridet", _first(text, (RIDET,), _ridet, reading.seller_ridet)
    yield "total_ht", _first(text, (TOTAL_HT, PLAIN_TOTAL, NET, TOTAL_TTC), parse_amount, reading.total_ht)
    yield "total_ttc", _first(text, (TOTAL_TTC, NET, PLAIN_TOTAL, TOTAL_HT), parse_amount, reading.total_ttc)
    yield "iban", _account(text, reading.iban) if reading.iban else None
    for rate, amount in reading.taxes:
        yield tgc.field_of(Decimal(rate)), _tax(text, Decimal(rate), amount)


def _first(text: str, patterns: Iterable[re.Pattern[str]], parse: Callable[[str], Any], value: Any) -> Span | None:
    """Where the value is written after one of its labels."""
    if value is None:
        return None
    matches = (match for pattern in patterns for match in pattern.finditer(text))
    return next((match.span("value") for match in matches if parse(match["value"]) == value), None)


def _tax(text: str, rate: Decimal, amount: int) -> Span | None:
    matches = (match for pattern in (*TAX, *TAX_ROW) for match in pattern.finditer(text))
    told = (match for match in matches if Decimal(match["rate"].replace(",", ".")) == rate)
    return next((match.span("value") for match in told if parse_amount(match["value"]) == amount), None)


def _account(text: str, iban: str) -> Span | None:
    """An IBAN, the four parts of a RIB side by side, or the account of one whose parts are apart."""
    written = (match.span() for match in FRENCH_IBAN.finditer(text) if parse_account(match.group()) == iban)
    beside = (match.span() for match in RIB.finditer(text.upper()) if "".join(match.groups()) == iban[4:])
    apart = (match.span(1) for match in RIB_PARTS[2].finditer(text) if match[1].upper() == iban[ACCOUNT])
    return next(written, None) or next(beside, None) or next(apart, None)


def _ridet(written: str) -> str | None:
    return parse_ridet(re.sub(r"[\t-]", "", written))
