"""The few things a French invoice's text says without ambiguity; what could be read two ways is left to the person."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from espace_factures.adapters.documents import findings
from espace_factures.adapters.documents.french_labels import (
    CREDIT_NUMBER,
    CREDIT_WORDS,
    EUROS,
    FRANCS,
    FRENCH_IBAN,
    ISSUED_ON,
    NATURE,
    NUMBER,
    OF_A_THIRD,
    OF_ANOTHER,
    ORDER,
    RIB,
    RIB_PARTS,
    RIDET,
    TGC_WORDS,
)
from espace_factures.adapters.documents.french_text import MORE, parse_french_date
from espace_factures.adapters.documents.french_totals import Totals, read_totals
from espace_factures.adapters.documents.sniff import MEDIA_TYPES, Form
from espace_factures.adapters.documents.values import XPF, is_iban, parse_account, parse_ridet
from espace_factures.core.documents import DocumentKind, Finding, ReadInvoice
from espace_factures.core.rib import RibError, iban_of, parse_rib

SAID = {"": findings.nothing_read, "text": findings.read_from_text, "picture": findings.read_from_picture}
AVOIR, FACTURE = "avoir", "facture"


def read_text(
    text: str, media_type: str, pages: int, known: tuple[Finding, ...], *, is_picture: bool = False
) -> ReadInvoice:
    """The invoice as its text tells it, after what is already known of the document."""
    source = "picture" if is_picture else "text"
    nature = _nature(text)
    values = _values(text, nature)
    is_read = any(value not in (None, ()) for value in values.values())
    return ReadInvoice(
        kind=DocumentKind.PDF if media_type == MEDIA_TYPES[Form.PDF] else DocumentKind.IMAGE,
        media_type=media_type,
        pages=pages,
        is_credit_note=nature == AVOIR,
        source=source if is_read else "",
        findings=(*known, *_findings(text, source if is_read else "", values["currency"], nature)),
        **values,
    )


def _values(text: str, nature: str | None) -> dict[str, Any]:
    """The values by the names they have in the contract."""
    currency = _currency(text)
    totals = read_totals(text) if currency == XPF else Totals()
    return {
        "number": _number(text, nature),
        "issued_on": _issued_on(text),
        "currency": currency,
        "total_ht": totals.total_ht,
        "total_ttc": totals.total_ttc,
        "taxes": totals.taxes,
        "iban": _iban(text),
        "order_number": _reference(ORDER, text),
        "seller_ridet": _ridet(text),
    }


def _findings(text: str, source: str, currency: str | None, nature: str | None) -> Iterable[Finding]:
    """What to say of a reading from text."""
    yield SAID[source]()
    if nature == AVOIR:
        yield findings.credit_note()
    elif nature is None and CREDIT_WORDS.search(text):
        yield findings.maybe_credit_note()
    if currency not in (None, XPF):
        yield findings.other_currency(currency)


def _nature(text: str) -> str | None:
    """What the text first heads or numbers: a credit note, or an invoice, not the one that it corrects."""
    first = NATURE.search(text)
    if first is None:
        return None
    return FACTURE if (first["heading"] or first["nature"] or "").lower() == FACTURE else AVOIR


def _number(text: str, nature: str | None) -> str | None:
    """The document's own number, never the one of the invoice that a credit note corrects."""
    number = _reference(NUMBER, text)
    return number if nature != AVOIR or number == _reference(CREDIT_NUMBER, text) else None


def _reference(patterns: Iterable[re.Pattern[str]], text: str) -> str | None:
    """The one reference of the first pattern that matches; none when there are several, or when it may go on."""
    for pattern in patterns:
        if found := [match for match in pattern.finditer(text) if not _is_of_another(match)]:
            values = {match["value"].rstrip(".-/_") for match in found}
            return values.pop() if len(values) == 1 and not any(map(_goes_on, found)) else None
    return None


def _goes_on(found: re.Match[str]) -> bool:
    """What follows on the line may be the rest of the reference."""
    end = found.start("value") + len(found["value"].rstrip(".-/_"))
    return MORE.match(found.string, end) is not None


def _is_of_another(found: re.Match[str]) -> bool:
    """What precedes on the line says that another document bears the reference."""
    line = found.string[: found.start()].rpartition("\n")[2]
    return OF_ANOTHER.search(line[-60:]) is not None


def _only(patterns: Iterable[re.Pattern[str]], text: str) -> str | None:
    """The one value of the first pattern that matches this document; None when it matches several different ones."""
    for pattern in patterns:
        if found := {match["value"] for match in pattern.finditer(text) if not _is_of_another(match)}:
            return found.pop() if len(found) == 1 else None
    return None


def _issued_on(text: str) -> date | None:
    written = _only(ISSUED_ON, text)
    return parse_french_date(written) if written else None


def _iban(text: str) -> str | None:
    """The only account of the text whose key is right, written as an IBAN or as a RIB in four parts."""
    written = {parse_account(match.group()) for match in FRENCH_IBAN.finditer(text)}
    accounts = {account for account in written if account and is_iban(account)}
    accounts |= {account for parts in _rib_parts(text) if (account := _iban_of(parts))}
    return accounts.pop() if len(accounts) == 1 else None


def _rib_parts(text: str) -> Iterator[tuple[str, ...]]:
    """The four parts of a RIB, side by side or each under its own label."""
    yield from (match.groups() for match in RIB.finditer(text.upper()))
    labelled = [{match[1] for match in pattern.finditer(text)} for pattern in RIB_PARTS]
    if all(len(values) == 1 for values in labelled):
        yield tuple(values.pop() for values in labelled)


def _iban_of(parts: tuple[str, ...]) -> str | None:
    try:
        return iban_of(parse_rib(*parts))
    except RibError:
        return None


def _currency(text: str) -> str | None:
    """The one currency that the text speaks of; a text that speaks of the TGC without one means francs."""
    spoken = [code for code, pattern in ((XPF, FRANCS), ("EUR", EUROS)) if pattern.search(text)]
    if not spoken and TGC_WORDS.search(text):
        return XPF
    return spoken[0] if len(spoken) == 1 else None


def _ridet(text: str) -> str | None:
    """The only RIDET of the text that is not said to be somebody else's."""
    cells = (cell for cell in text.splitlines() if not OF_A_THIRD.search(cell))
    found = {parse_ridet(re.sub(r"[\t-]", "", match["value"])) for cell in cells for match in RIDET.finditer(cell)}
    return found.pop() if len(found) == 1 else None
