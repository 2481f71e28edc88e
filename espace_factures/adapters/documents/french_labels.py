"""The labels under which a French invoice writes its values, in text whose spaces are single ones."""

import re

from espace_factures.adapters.documents.french_text import AMOUNT, DATE, DAY, REFERENCE

_NO = r"(?:n ?[°ºo]\.?|num[ée]ro|réf(?:érence|\.)?)"
_TOWN = r"[A-ZÉÎ][\w’'-]{1,20}(?: [A-ZÉÎ][\w’'-]{1,20})?"


def _any_case(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """The patterns compiled; the first that matches decides."""
    return tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in patterns)


CREDIT_NUMBER = _any_case(
    rf"\bavoir ?{_NO} ?:? ?{REFERENCE}",
    rf"{_NO} ?d[’'] ?avoir ?:? ?{REFERENCE}",
)
NUMBER = _any_case(
    rf"\b(?:facture|avoir) ?{_NO} ?:? ?{REFERENCE}",
    rf"{_NO} ?(?:de (?:la )?facture|d[’'] ?avoir) ?:? ?{REFERENCE}",
    # Alone on its line, neither a year, a day nor a page: « FACTURE 000279 », « Facture client FAC/2026/04/0072 ».
    rf"^ ?facture(?: client)? (?!(?:(?:19|20)\d\d|[\d/.-]{{1,5}}|{DAY}) ?$){REFERENCE} ?$",
)
# « Avoir sur facture n° F-12 », « annule la facture n° F-12 »: the number of another document.
OF_ANOTHER = re.compile(
    r"\b(?:sur|annul\w+|rempla\w+|corrig\w+|rectifi\w+|concern\w+|relati\w+|à|de|d[’']origine)[ \t]+"
    r"(?:à |de )?(?:la |notre |votre |cette )?$",
    re.IGNORECASE,
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
    rf"\b(?:total|montant) (?:g[ée]n[ée]ral |total )?(?:F ?CFP )?(?:t\.?t\.?c\b\.?|toutes taxes comprises){AMOUNT}",
)
NET = _any_case(rf"\b(?:net|total|montant|somme) [àa] payer\b(?: ttc\b)?{AMOUNT}")
TOTAL_HT = _any_case(rf"\b(?:total|montant) (?:net |total )?(?:h\.?t\b\.?|hors taxes?\b){AMOUNT}")
TAX = re.compile(
    r"\b(?:t\.?g\.?c\b\.?|taxe générale sur la consommation)(?: à)? ?\(?(?P<rate>\d{1,2}(?:[.,]\d{1,2})?) ?%\)?"
    rf"{AMOUNT}",
    re.IGNORECASE | re.MULTILINE,
)
ANY_TOTAL = re.compile(r"\b(?:total|sous-total)\b", re.IGNORECASE)
# What makes the amount to pay another one than the total.
DEDUCTION = re.compile(
    r"\b(?:acomptes?|avances?|arrhes|retenues?|garantie|r\.?g\b|cautionnement|d[ée]dui\w+|d[ée]duction|d[ée]j[àa]|"
    r"vers[ée]s?|r[ée]gl[ée]s?|avoirs?|solde|reste)\b",
    re.IGNORECASE,
)
ORDER = _any_case(
    rf"\b(?:bon de commande|commande|engagement|BC) ?{_NO} ?:? ?{REFERENCE}",
    rf"\b(?:bon de commande|commande) ?: ?{REFERENCE}",
)
FRENCH_IBAN = re.compile(r"\bFR\d{2}(?:[ \t]?[A-Z0-9]){23}(?![A-Z0-9])")
RIDET = re.compile(r"\bR\.?I\.?D\.?E\.?T\b\.?(?: ?n[°ºo]\.?)? ?:? ?(?P<value>\d[\d .\t-]{6,14}\d)(?!\d)", re.IGNORECASE)
OF_A_THIRD = re.compile(r"\b(?:client|sous-traitant|acheteur|destinataire|mandataire)", re.IGNORECASE)
FRANCS = re.compile(r"\bXPF\b|\bCFP\b|\bF\.? ?C\.?F\.?P\b|\bfrancs? pacifique", re.IGNORECASE)
EUROS = re.compile(r"€|\bEUR\b|\beuros?\b", re.IGNORECASE)
# The first heading, or the first document that is numbered.
NATURE = re.compile(
    r"^[ \t]*(?:votre )?(?P<heading>facture d[’']avoir|avoir|notes? de cr[ée]dit|facture)(?: client)?"
    rf"(?= ?$| ?:| (?:du|de|sur|pour) | ?{_NO}| [A-Z]{{0,6}}[/_.-]?\d)"
    rf"|\b(?P<nature>facture|avoir) ?{_NO}|{_NO} ?d[’'] ?(?P<other>avoir)",
    re.IGNORECASE | re.MULTILINE,
)
CREDIT_WORDS = re.compile(
    r"\b(?:cet|votre|notre|présent|total|montant|facture|de l[’']|d[’']) ?(?:un )?avoir\b|\bnotes? de cr[ée]dit\b|"
    r"\b(?:total|montant|net)\b[^\n\d]{0,40}(?:ttc|t\.t\.c\.?|à payer)[^\n\d]{0,10}(?:-[ ]?|\()\d",
    re.IGNORECASE,
)
