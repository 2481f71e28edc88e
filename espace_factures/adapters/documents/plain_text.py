"""The few things a French invoice's text says without ambiguity; what could be read two ways is left to the person."""

import re
from collections.abc import Iterable
from datetime import date

from espace_factures.adapters.documents import findings
from espace_factures.adapters.documents.facts import XPF
from espace_factures.adapters.documents.french_text import AMOUNT, DATE, REFERENCE, parse_amount, parse_french_date
from espace_factures.adapters.documents.values import is_iban, parse_account
from espace_factures.core.documents import DocumentKind, Finding, ReadInvoice

_NO = r"(?:n\s?[°ºo]\.?|num[ée]ro|no\.?|réf(?:érence|\.)?)"
NUMBER = (
    re.compile(rf"\b(?:facture|avoir)[ \t]*{_NO}[ \t]*:?[ \t]*{REFERENCE}", re.IGNORECASE),
    re.compile(
        rf"{_NO}[ \t]*(?:de[ \t]+(?:la[ \t]+)?facture|d[’'][ \t]?avoir)[ \t]*:?[ \t]*{REFERENCE}", re.IGNORECASE
    ),
)
ISSUED_ON = (
    re.compile(
        rf"\bdate[ \t]+(?:de[ \t]+(?:la[ \t]+)?facture|d[’'][ \t]?émission|de[ \t]+facturation)\D{{0,5}}{DATE}", re.I
    ),
    re.compile(rf"\b(?:facture|avoir)[ \t]*{_NO}?[ \t]*:?[^\n]{{0,30}}?[ \t](?:du|en date du)[ \t]+{DATE}", re.I),
    re.compile(rf"^[ \t]*date[ \t]*:?[ \t]*{DATE}", re.IGNORECASE | re.MULTILINE),
    re.compile(rf"\b(?:nouméa|[A-ZÉ][\w’' -]{{2,20}}),?[ \t]+le[ \t]+{DATE}", re.IGNORECASE),
)
TOTAL_TTC = (
    re.compile(rf"\b(?:total|montant)[ \t]+(?:g[ée]n[ée]ral[ \t]+)?t\.?t\.?c\b\.?{AMOUNT}", re.I | re.M),
    re.compile(rf"\b(?:net|total|montant|somme)[ \t]+à[ \t]+payer\b(?:[ \t]+ttc\b)?{AMOUNT}", re.I | re.M),
)
TOTAL_HT = (re.compile(rf"\b(?:total|montant)[ \t]+(?:net[ \t]+)?h\.?t\b\.?{AMOUNT}", re.I | re.M),)
ORDER = (
    re.compile(rf"\b(?:bon[ \t]+de[ \t]+commande|commande|engagement|BC)[ \t]*{_NO}[ \t]*:?[ \t]*{REFERENCE}", re.I),
    re.compile(rf"\b(?:bon[ \t]+de[ \t]+commande|commande)[ \t]*:[ \t]*{REFERENCE}", re.IGNORECASE),
)
FRENCH_IBAN = re.compile(r"\bFR\d{2}(?:[ \t]?[A-Z0-9]){23}(?![A-Z0-9])")
FRANCS = re.compile(r"\bXPF\b|\bF\.?[ \t]?C\.?F\.?P\b|\bfrancs?[ \t]+(?:CFP|pacifique)", re.IGNORECASE)
EUROS = re.compile(r"€|\bEUR\b|\beuros?\b", re.IGNORECASE)
NATURE = re.compile(rf"\b(?P<nature>facture|avoir)[ \t]*{_NO}|{_NO}[ \t]*d[’'][ \t]?(?P<other>avoir)", re.IGNORECASE)
GREATEST_RATE = 22


def read_text(text: str, media_type: str, pages: int, known: tuple[Finding, ...]) -> ReadInvoice:
    """The invoice as its text tells it, after what is already known of the document."""
    currency = _currency(text)
    total_ht, total_ttc = _totals(text) if currency == XPF else (None, None)
    values = {
        "number": _only(NUMBER, text),
        "issued_on": _issued_on(text),
        "currency": currency,
        "total_ht": total_ht,
        "total_ttc": total_ttc,
        "iban": _iban(text),
        "order_number": _only(ORDER, text),
    }
    is_credit_note = _is_credit_note(text)
    is_read = any(value is not None for value in values.values())
    return ReadInvoice(
        kind=DocumentKind.PDF,
        media_type=media_type,
        pages=pages,
        is_credit_note=is_credit_note,
        source="text" if is_read else "",
        findings=(*known, *_findings(is_read, currency, is_credit_note)),
        **values,
    )


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
    """HT and TTC, both dropped when together they would be no invoice of this country."""
    before, after = _amount(TOTAL_HT, text), _amount(TOTAL_TTC, text)
    if before is not None and after is not None and not before <= after <= before * (100 + GREATEST_RATE) / 100 + 1:
        return None, None
    return before, after


def _amount(patterns: Iterable[re.Pattern[str]], text: str) -> int | None:
    """The one amount under the label."""
    for pattern in patterns:
        if found := {parse_amount(match.group("value")) for match in pattern.finditer(text)}:
            return found.pop() if len(found) == 1 else None
    return None
