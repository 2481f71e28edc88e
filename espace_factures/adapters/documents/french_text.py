"""How a French invoice writes references, days and amounts."""

import re
from datetime import date

from espace_factures.adapters.documents.values import day

MONTHS = {
    "janvier": 1,
    "janv": 1,
    "février": 2,
    "févr": 2,
    "fevr": 2,
    "fév": 2,
    "fevrier": 2,
    "mars": 3,
    "avril": 4,
    "avr": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "juil": 7,
    "août": 8,
    "aout": 8,
    "septembre": 9,
    "sept": 9,
    "octobre": 10,
    "oct": 10,
    "novembre": 11,
    "nov": 11,
    "décembre": 12,
    "déc": 12,
    "dec": 12,
    "decembre": 12,
}

GAP = r"[ \t]*"
SEP = rf"{GAP}:?{GAP}"
DAY = r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)"
# A reference holds a digit: « Facture n° de téléphone » gives none.
REFERENCE = rf"(?!{DAY})(?P<value>(?=[A-Z/_.-]{{0,20}}\d)[A-Z0-9][A-Z0-9/_.-]{{0,39}}+)(?![A-Z0-9])"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
DATE = (
    rf"{_WEEKDAY}(?P<value>\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)})\.? \d{{4}})(?!\d)"
)
CURRENCY = r"(?:XPF|F\.? ?C\.?F\.?P\.?|CFP|Frs?\.?|F|francs?(?: CFP| pacifique)?)"
FIGURE = r"(?:\d{1,3}(?:[ .,]\d{3}){1,2}|\d{4,6}[ .,]\d{3}|\d{1,9})"
# The amount ends its cell, but for the currency, alone to the right of its label: a row of figures is left alone.
AMOUNT = (
    rf"[ \t.\u2026_]{{0,80}}(?:\((?:en )?{CURRENCY}\)|(?:en )?{CURRENCY}(?![a-z]))?{GAP}[:=]?{GAP}(?:[-\u2013(]{GAP})?"
    rf"(?P<value>{FIGURE})(?:[.,]00?)?\)?{GAP}{CURRENCY}?{GAP}\.?{GAP}(?:$|(?=\t))"
    rf"(?![^\n]*\t[-(]? ?\d[\d .,]*\)?(?: ?{CURRENCY})?(?:$|\t))"
)
# What may be the rest of a reference cut by spaces: « 2026 0457 », « 2026 / 0457 », « 2026 - A », « 12 bis ».
_SEPARATOR = r"[ \t]*[/_.()\u2013\u2014-]*[ \t]*"
_WORDS = r"(?:du|le|en|p|pg)\b"
MORE = re.compile(
    rf"(?!{_SEPARATOR}{DAY})(?!{GAP}{FIGURE} ?{CURRENCY}(?![A-Z\d]))"
    rf"(?:{_SEPARATOR}(?!{_WORDS})(?:n[°ºo]\.? ?)?[A-Z]{{0,3}}[ /_.-]?\d|"
    r"[ \t]*[/_\u2013\u2014-][ \t]*[A-Z]{0,4}[ \t]*$|[ \t](?:bis|ter|quater|[A-Z])[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)


def parse_amount(written: str) -> int:
    """161 500, 161.500 or 161500 in francs."""
    return int(re.sub(r"\D", "", written))


def parse_french_date(written: str) -> date | None:
    """03/11/2026, 3.11.26, 2026-11-03 or 3 novembre 2026."""
    parts = [part for part in re.split(r"[/.\-\s]+", written.lower()) if part]
    if len(parts[0]) == 4:
        return day(int(parts[0]), int(parts[1]), int(parts[2]))
    month = MONTHS.get(parts[1]) or int(parts[1])
    year = int(parts[2])
    return day(year + 2000 if year < 100 else year, month, int(parts[0].removesuffix("er")))
