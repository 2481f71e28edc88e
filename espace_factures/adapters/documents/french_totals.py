"""The totals of a French invoice's text: HT, TGC by rate, TTC; what may be another amount is left to the person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from espace_factures.adapters.documents.french_labels import ANY_TOTAL, DEDUCTION, NET, TAX, TOTAL_HT, TOTAL_TTC
from espace_factures.adapters.documents.french_text import parse_amount
from espace_factures.core import tgc


@dataclass(frozen=True, slots=True)
class Totals:
    """What was read for sure, in francs; the taxes only when the sum of all is right."""

    total_ht: int | None = None
    total_ttc: int | None = None
    taxes: tuple[tuple[str, int], ...] = ()


def read_totals(text: str) -> Totals:
    """The totals, both dropped when they are further apart than any rate: they were misread."""
    before, taxes = _amount(TOTAL_HT, text), _taxes(text)
    after = _with_taxes(text, before, taxes)
    if before is None or after is None:
        return Totals(before, after)
    if not before <= after <= before * (100 + tgc.GREATEST) / 100 + 1:
        return Totals()
    return Totals(before, after, tuple(taxes.items()) if before + sum(taxes.values()) == after else ())


def _with_taxes(text: str, before: int | None, taxes: dict[str, int]) -> int | None:
    """The total TTC; the amount to pay stands for it when nothing can have been taken away from it."""
    after = _amount(TOTAL_TTC, text)
    if after is not None or any(pattern.search(text) for pattern in TOTAL_TTC):
        return after
    to_pay = _amount(NET, text)
    if before is not None:
        return to_pay if to_pay == before + sum(taxes.values()) else None
    return None if DEDUCTION.search(text) or ANY_TOTAL.search(text) else to_pay


def _taxes(text: str) -> dict[str, int]:
    """The tax of each rate; none when one rate has two amounts."""
    taxes: dict[str, int] = {}
    for found in TAX.finditer(text):
        rate = tgc.plain(Decimal(found["rate"].replace(",", ".")))
        if taxes.setdefault(rate, parse_amount(found["value"])) != parse_amount(found["value"]):
            return {}
    return taxes


def _amount(patterns: Iterable[re.Pattern[str]], text: str) -> int | None:
    """The one amount under the label."""
    for pattern in patterns:
        if found := {parse_amount(match.group("value")) for match in pattern.finditer(text)}:
            return found.pop() if len(found) == 1 else None
    return None
