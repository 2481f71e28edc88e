"""The totals of a French invoice's text: HT, TGC by rate, TTC; what may be another amount is left to the person."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from espace_factures.adapters.documents.french_labels import (
    ANY_TOTAL,
    DEDUCTION,
    FRANCHISE,
    NET,
    PLAIN_TOTAL,
    TAX,
    TAX_RATE,
    TAX_ROW,
    TOTAL_HT,
    TOTAL_TTC,
)
from espace_factures.adapters.documents.french_text import parse_amount
from espace_factures.core import tgc

MOST_SUMS = 256
"""More ways to add up the amounts of a document than this prove nothing."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What was read for sure, in francs; the taxes only when the sum of all is right."""

    total_ht: int | None = None
    total_ttc: int | None = None
    taxes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Every amount that a label of the text announces."""

    before: frozenset[int]
    after: frozenset[int]
    to_pay: frozenset[int]
    plain: frozenset[int]
    taxes: Mapping[str, frozenset[int]]


def read_totals(text: str) -> Totals:
    """The totals that add up; failing that, those that have one label and nothing against them."""
    written = Written(
        _amounts(TOTAL_HT, text),
        _amounts(TOTAL_TTC, text),
        _amounts(NET, text),
        _amounts(PLAIN_TOTAL, text),
        _taxes(text),
    )
    if FRANCHISE.search(text) and not written.taxes:
        return _untaxed(text, written)
    return (
        _sum(written.before, written.after, written.taxes)
        or _sum(written.before | written.plain, written.after | written.plain | written.to_pay, written.taxes)
        or _of_one_rate(text, written)
        or _alone(text, written)
    )


def _untaxed(text: str, written: Written) -> Totals:
    """Where no tax is due, the total is the same before and after."""
    net = frozenset[int]() if DEDUCTION.search(text) else written.to_pay
    total = next((amounts for amounts in (written.before | written.after, written.plain, net) if amounts), frozenset())
    amount = _only(total)
    return Totals(amount, amount)


def _sum(before: frozenset[int], after: frozenset[int], taxes: Mapping[str, frozenset[int]]) -> Totals | None:
    """The one way in which a total, the taxes and a total make a sum."""
    if not taxes:
        return None
    ways = 1
    for amounts in taxes.values():
        ways *= len(amounts)
    if ways * len(before) > MOST_SUMS:
        return None
    found = [
        Totals(total, total + sum(due), tuple(zip(taxes, due, strict=True)))
        for total in before
        for due in product(*taxes.values())
        if total + sum(due) in after and _is_due(total, dict(zip(taxes, due, strict=True)))
    ]
    return found[0] if len(found) == 1 else None


def _is_due(total: int, taxes: Mapping[str, int]) -> bool:
    """No tax is more than its share of the whole."""
    return all(0 < due <= total * Decimal(rate) / 100 + 1 for rate, due in taxes.items())


def _of_one_rate(text: str, written: Written) -> Totals | None:
    """The totals before and after prove a tax that cannot be read, at the one rate that the text speaks of."""
    rates = {_rate(found) for found in TAX_RATE.finditer(text)}
    before, after = _only(written.before), _only(written.after)
    if len(rates) != 1 or written.taxes or before is None or after is None or after <= before:
        return None
    rate, due = rates.pop(), after - before
    return Totals(before, after, ((tgc.plain(rate), due),)) if abs(before * rate / 100 - due) <= 1 else None


def _alone(text: str, written: Written) -> Totals:
    """The totals, both dropped when they are further apart than any rate: they were misread."""
    before, after = _only(written.before), _only(written.after)
    if not written.after:
        after = _to_pay(text, written, before)
    if before is None or after is None:
        return Totals(before, after)
    if not before <= after <= before * (100 + tgc.GREATEST) / 100 + 1:
        return Totals()
    return Totals(before, after)


def _to_pay(text: str, written: Written, before: int | None) -> int | None:
    """The amount to pay stands for the total when nothing can have been taken away from it."""
    to_pay = _only(written.to_pay)
    if before is not None:
        return to_pay if to_pay == before and not written.taxes else None
    return None if DEDUCTION.search(text) or ANY_TOTAL.search(text) else to_pay


def _taxes(text: str) -> dict[str, frozenset[int]]:
    """The amounts of each rate; those of a rate of nothing are none."""
    taxes: dict[str, set[int]] = {}
    for rate, amount in _tax_amounts(text):
        if rate and amount:
            taxes.setdefault(tgc.plain(rate), set()).add(amount)
    return {rate: frozenset(amounts) for rate, amounts in taxes.items()}


def _tax_amounts(text: str) -> Iterator[tuple[Decimal, int]]:
    for pattern in TAX:
        for found in pattern.finditer(text):
            yield _rate(found), parse_amount(found["value"])
    for pattern in TAX_ROW:
        for found in pattern.finditer(text):
            amount, due = parse_amount(found["value"]), parse_amount(found["base"]) * _rate(found) / 100
            if abs(amount - due) <= 1:
                yield _rate(found), amount


def _rate(found: re.Match[str]) -> Decimal:
    return Decimal(found["rate"].replace(",", "."))


def _amounts(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    return frozenset(parse_amount(found["value"]) for found in pattern.finditer(text))


def _only(amounts: frozenset[int]) -> int | None:
    return next(iter(amounts)) if len(amounts) == 1 else None
