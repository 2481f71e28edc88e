"""The few things a French invoice's text says without ambiguity; what could be read two ways is left to the person."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from espace_factures.adapters.documents import findings
from espace_factures.adapters.documents.french_labels import (
    EUROS,
    FRANCS,
    FRENCH_IBAN,
    ISSUED_ON,
    NATURE,
    NUMBER,
    ORDER,
    TOTAL_HT,
    TOTAL_TTC,
)
from espace_factures.adapters.documents.french_text import parse_amount, parse_french_date
from espace_factures.adapters.documents.values import XPF, is_iban, parse_account
from espace_factures.core import tgc
from espace_factures.core.documents import DocumentKind, Finding, ReadInvoice


def read_text(text: str, media_type: str, pages: int, known: tuple[Finding, ...]) -> ReadInvoice:
    """The invoice as its text tells it, after what is already known of the document."""
    values = _values(text)
    is_credit_note = _is_credit_note(text)
    is_read = any(value is not None for value in values.values())
    return ReadInvoice(
        kind=DocumentKind.PDF,
        media_type=media_type,
        pages=pages,
        is_credit_note=is_credit_note,
        source="text" if is_read else "",
        findings=(*known, *_findings(is_read, values["currency"], is_credit_note)),
        **values,
    )


def _values(text: str) -> dict[str, Any]:
    """The values by the names they have in the contract."""
    currency = _currency(text)
    total_ht, total_ttc = _totals(text) if currency == XPF else (None, None)
    return {
        "number": _only(NUMBER, text),
        "issued_on": _issued_on(text),
        "currency": currency,
        "total_ht": total_ht,
        "total_ttc": total_ttc,
        "iban": _iban(text),
        "order_number": _only(ORDER, text),
    }


def _findings(is_read: bool, currency: str | None, is_credit_note: bool) -> Iterable[Finding]:
    """What to say of a reading from text."""
    yield findings.read_from_text() if is_read else findings.nothing_read()
    if is_credit_note:
        yield findings.credit_note()
    if currency not in (None, XPF):
        yield findings.other_currency(currency)


def _is_credit_note(text: str) -> bool:
    """The first thing the text numbers is a credit note, not the invoice it corrects."""
    first = NATURE.search(text)
    return first is not None and (first["nature"] or first["other"]).lower() == "avoir"


def _only(patterns: Iterable[re.Pattern[str]], text: str) -> str | None:
    """The one value of the first pattern that matches; None when it matches several different ones."""
    for pattern in patterns:
        if found := {match.group("value").rstrip(".-/") for match in pattern.finditer(text)}:
            return found.pop() if len(found) == 1 else None
    return None


def _issued_on(text: str) -> date | None:
    written = _only(ISSUED_ON, text)
    return parse_french_date(written) if written else None


def _iban(text: str) -> str | None:
    """The only IBAN of the text whose key is right."""
    accounts = {parse_account(match.group()) for match in FRENCH_IBAN.finditer(text)}
    sound = {account for account in accounts if account and is_iban(account)}
    return sound.pop() if len(sound) == 1 else None


def _currency(text: str) -> str | None:
    """The one currency that the text speaks of."""
    spoken = [code for code, pattern in ((XPF, FRANCS), ("EUR", EUROS)) if pattern.search(text)]
    return spoken[0] if len(spoken) == 1 else None


def _totals(text: str) -> tuple[int | None, int | None]:
    """HT and TTC, both dropped when they are further apart than any rate: they were misread."""
    before, after = _amount(TOTAL_HT, text), _amount(TOTAL_TTC, text)
    if before is not None and after is not None and not before <= after <= before * (100 + tgc.GREATEST) / 100 + 1:
        return None, None
    return before, after


def _amount(patterns: Iterable[re.Pattern[str]], text: str) -> int | None:
    """The one amount under the label."""
    for pattern in patterns:
        if found := {parse_amount(match.group("value")) for match in pattern.finditer(text)}:
            return found.pop() if len(found) == 1 else None
    return None
