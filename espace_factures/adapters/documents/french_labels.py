"""The labels under which a French invoice writes its values, in text whose spaces are single ones."""

import re

from espace_factures.adapters.documents.french_text import AMOUNT, DATE, REFERENCE

_NO = r"(?:n ?[°ºo]\.?|num[ée]ro|réf(?:érence|\.)?)"
_TOWN = r"[A-ZÉÎ][\w’'-]{1,20}(?: [A-ZÉÎ][\w’'-]{1,20})?"


def _any_case(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """The patterns compiled; the first that matches decides."""
    return tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in patterns)


NUMBER = _any_case(
    rf"\b(?:facture|avoir) ?{_NO} ?:? ?{REFERENCE}",
    rf"{_NO} ?(?:de (?:la )?facture|d[’'] ?avoir) ?:? ?{REFERENCE}",
)
ISSUED_ON = (
    *_any_case(
        rf"\bdate (?:de (?:la )?facture|d[’'] ?émission|de facturation)\D{{0,5}}{DATE}",
        rf"\b(?:facture|avoir) ?{_NO}? ?:?[^\n]{{0,30}}? (?:du|en date du) {DATE}",
        rf"^ ?date ?:? ?{DATE}",
        rf"\bnouméa,? le {DATE}",
    ),
    # A town begins with a capital, a sentence such as « payable le … » has no comma.
    re.compile(rf"^ ?{_TOWN}, le (?i:{DATE})", re.MULTILINE),
)
TOTAL_TTC = _any_case(
    rf"\b(?:total|montant) (?:g[ée]n[ée]ral )?t\.?t\.?c\b\.?{AMOUNT}",
    rf"\b(?:net|total|montant|somme) à payer\b(?: ttc\b)?{AMOUNT}",
)
TOTAL_HT = _any_case(rf"\b(?:total|montant) (?:net )?h\.?t\b\.?{AMOUNT}")
ORDER = _any_case(
    rf"\b(?:bon de commande|commande|engagement|BC) ?{_NO} ?:? ?{REFERENCE}",
    rf"\b(?:bon de commande|commande) ?: ?{REFERENCE}",
)
FRENCH_IBAN = re.compile(r"\bFR\d{2}(?: ?[A-Z0-9]){23}(?![A-Z0-9])")
FRANCS = re.compile(r"\bXPF\b|\bF\.? ?C\.?F\.?P\b|\bfrancs? (?:CFP|pacifique)", re.IGNORECASE)
EUROS = re.compile(r"€|\bEUR\b|\beuros?\b", re.IGNORECASE)
NATURE = re.compile(rf"\b(?P<nature>facture|avoir) ?{_NO}|{_NO} ?d[’'] ?(?P<other>avoir)", re.IGNORECASE)
