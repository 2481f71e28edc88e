"""The labels under which a French invoice writes its values, in text whose cells tabulations hold apart."""

import re

from espace_factures.adapters.documents.french_text import AMOUNT, DATE, DAY, FIGURE, GAP, REFERENCE, SEP

_NO = r"(?:n ?[°ºo]\.?|num[ée]ro|r[ée]f(?:érence|\.)?)"
_STRICT_NO = r"(?:n ?[°º]\.?|num[ée]ro)"
_TOWN = r"[A-ZÉÎ][\w’'-]{1,20}(?: [A-ZÉÎ][\w’'-]{1,20})?"
_CELL, _END = r"(?:^|\t) ?", r"(?= ?$|\t)"
_PURCHASE = r"(?:bon (?:de )?commande|commande|engagement(?: juridique)?|B\.?D?\.?C\b\.?)"
_NOT_ALONE = rf"(?!(?:(?:19|20)\d\d|[\d/.-]{{1,5}}|{DAY}){_END})"
"""Neither a year, a day nor a page."""
_TTC = r"(?:t\.? ?t\.? ?c\b\.?|toutes taxes comprises)"
_HT = r"(?:h\.? ?t\b\.?|hors[ -]taxes?\b)"
_TGC = r"(?:\bt\.? ?[g6]\.? ?c\b\.?|taxe générale sur la consommation)"
_RATE = r"(?P<rate>\d{1,2}(?:[.,]\d{1,2})?) ?%"


def _any_case(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """The patterns compiled; the first that matches decides."""
    return tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in patterns)


CREDIT_NUMBER = _any_case(
    rf"\bavoir{GAP}{_NO}{SEP}{REFERENCE}",
    rf"{_NO} ?d[’'] ?avoir{SEP}{REFERENCE}",
    rf"{_CELL}avoir(?: client)?{SEP}{_NOT_ALONE}{REFERENCE}{_END}",
    rf"{_CELL}{_STRICT_NO}{SEP}{REFERENCE}(?= ?$|\t| du )",
)
NUMBER = _any_case(
    rf"\b(?:facture|avoir){GAP}{_NO}{SEP}{REFERENCE}",
    rf"{_NO} ?(?:(?:de |du )?(?:la |cette )?(?:facture|document|pièce)|d[’'] ?avoir){SEP}{REFERENCE}",
    # Alone in its cell: « FACTURE 000279 », « Facture client FAC/2026/04/0072 ».
    rf"{_CELL}(?:facture|avoir)(?: client)?{SEP}{_NOT_ALONE}{REFERENCE}{_END}",
    rf"{_CELL}{_STRICT_NO}{SEP}{REFERENCE}(?= ?$|\t| du )",
    rf"{_CELL}(?:n/ ?)?r[ée]f(?:érence|\.)?{SEP}{REFERENCE}{_END}",
)
# « Avoir sur facture n° F-12 », « annule la facture n° F-12 »: the number of another document.
OF_ANOTHER = re.compile(
    r"\b(?:sur|annul\w+|rempla\w+|corrig\w+|rectifi\w+|concern\w+|relati\w+|à|de|d[’']origine)[ \t]+"
    r"(?:à |de )?(?:la |notre |votre |cette )?$",
    re.IGNORECASE,
)
ISSUED_ON = (
    *_any_case(
        rf"\bdate (?:(?:de |du )?(?:la )?(?:facture|document|pièce)|d[’'] ?émission|de facturation|facturation)"
        rf"[^\d\n]{{0,5}}{DATE}",
        rf"\b(?:facture|avoir)\b(?:{GAP}{_NO})?{SEP}(?:{REFERENCE.replace('?P<value>', '?:')}[ \t,-]*)?"
        rf"(?:du|en date du){GAP}{DATE}",
        rf"{_CELL}date{SEP}{DATE}",
        rf"^[^\n]*\b(?:facture|avoir)\b[^\n]*\bdate{SEP}{DATE}",
        rf"\b(?:faite?|émise?|établie?|éditée?)(?: [àa] {_TOWN},?)? le{SEP}{DATE}",
        rf"\bnouméa,? le {DATE}",
    ),
    # A town begins with a capital, a sentence such as « payable le … » has no comma.
    re.compile(rf"{_CELL}{_TOWN}, le (?i:{DATE})", re.MULTILINE),
    *_any_case(rf"{_CELL}(?:du|le) {DATE}(?= ?$|\t| - page)"),
)
TOTAL_TTC, NET, TOTAL_HT, PLAIN_TOTAL = _any_case(
    rf"\b(?:total|montant)(?: g[ée]n[ée]ral| total| facture)*(?: F ?CFP)? {_TTC}{AMOUNT}",
    rf"\b(?:net|total|montant|somme) [àa] payer\b(?: {_TTC})?{AMOUNT}",
    rf"(?<!sous-)(?<!sous )\b(?:total|montant|net)(?: net| total| g[ée]n[ée]ral)* {_HT}{AMOUNT}",
    rf"{_CELL}(?:montant )?total(?: g[ée]n[ée]ral| facture| de la facture| net)*{AMOUNT}",
)
TAX = _any_case(
    rf"{_TGC}(?: [àa]| au taux de)?{SEP}\(?{_RATE}\)?{AMOUNT}",
    rf"{_RATE} (?:de )?{_TGC}{AMOUNT}",
)
# « Base 847 800 à 11 % 93 258 », « 11 % 847 800 93 258 »: believed when the tax is that share of its base.
TAX_ROW = _any_case(
    rf"(?<![\d.,])(?P<base>{FIGURE})[^\d\n%]{{1,20}}{_RATE}{AMOUNT}",
    rf"(?<![\d.,]){_RATE}\)?[^\d\n%]{{1,20}}(?P<base>{FIGURE})[^\d\n%]*?[\t:=]{AMOUNT}",
)
TAX_RATE = re.compile(rf"{_TGC}(?: [àa]| au taux de)?{SEP}\(?{_RATE}", re.IGNORECASE)
TGC_WORDS = re.compile(_TGC, re.IGNORECASE)
FRANCHISE = re.compile(
    rf"franchise en base|franchise de {_TGC}|{_TGC} non applicable|non (?:assujetti|soumis)\w*(?: [àa] la)? {_TGC}|"
    rf"exon[ée]r\w+ de {_TGC}",
    re.IGNORECASE,
)
ANY_TOTAL = re.compile(r"\b(?:total|sous-total)\b", re.IGNORECASE)
# What makes the amount to pay another one than the total.
DEDUCTION = re.compile(
    r"\b(?:acomptes?|avances?|arrhes|retenues?|garantie|r\.?g\b|cautionnement|d[ée]dui\w+|d[ée]duction|d[ée]j[àa]|"
    r"vers[ée]s?|r[ée]gl[ée]s?|avoirs?|solde|reste)\b",
    re.IGNORECASE,
)
ORDER = _any_case(
    rf"\b{_PURCHASE}{GAP}{_NO}{SEP}{REFERENCE}",
    rf"{_NO}{GAP}(?:(?:de |du |d[’'] ?)?{_PURCHASE}){SEP}{REFERENCE}",
    rf"\b{_PURCHASE}{GAP}[:\t]{GAP}{REFERENCE}",
    rf"\b{_PURCHASE} (?=\S{{4}}){REFERENCE}",
    rf"(?:\b(?:v/ ?|vos |votre )r[ée]f(?:érences?|s?\.?)|r[ée]f(?:érence|\.)? (?:du )?client){SEP}{REFERENCE}",
)
RIB = re.compile(r"(?<![A-Z0-9])(\d{5})[ \t]+(\d{5})[ \t]+([A-Z0-9]{11})[ \t]+(\d{2})(?![A-Z0-9])")
RIB_PARTS = _any_case(
    rf"\b(?:code )?banque{SEP}(\d{{5}})(?!\d)",
    rf"\b(?:code )?guichet{SEP}(\d{{5}})(?!\d)",
    rf"\bcompte{SEP}([A-Z0-9]{{11}})(?![A-Z0-9])",
    rf"\bcl[ée](?: rib)?{SEP}(\d{{2}})(?!\d)",
)
FRENCH_IBAN = re.compile(r"\bFR\d{2}(?:[ \t]?[A-Z0-9]){23}(?![A-Z0-9])")
RIDET = re.compile(
    r"\bR\.?I\.?D\.?E\.?T\b\.?(?: ?n[°ºo]\.?)?[ \t]*:?[ \t]*(?P<value>\d[\d .-]{6,14}\d)(?!\d)", re.IGNORECASE
)
OF_A_THIRD = re.compile(r"\b(?:client|sous-tr\w+|acheteur|destinataire|mandataire)", re.IGNORECASE)
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
