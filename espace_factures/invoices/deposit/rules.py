"""What must hold before an invoice is sent: pure arithmetic on what was typed, amounts in XPF."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from espace_factures.core.money import francs

# TGC rates in force since 1 October 2018 (DOMAIN.md).
RATES: Final = (3, 6, 11, 22)
OLDEST_YEARS: Final = 4
ROUNDING: Final = 1
"""Francs of tolerance by rate: the Territory's own rounding text is unknown."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """HT, TGC by rate, TTC."""

    total_ht: int
    taxes: Mapping[int, int]
    total_ttc: int

    @property
    def tax(self) -> int:
        """The whole TGC."""
        return sum(self.taxes.values())


def amount_faults(amounts: Amounts) -> dict[str, str]:
    """What to correct in the amounts, by field."""
    faults: dict[str, str] = {}
    expected = amounts.total_ht + amounts.tax
    if amounts.total_ttc <= 0:
        faults["total_ttc"] = "Écrivez le montant à payer, toutes taxes comprises."
    elif amounts.total_ttc != expected:
        faults["total_ttc"] = (
            f"Écrivez {francs(expected)} : {francs(amounts.total_ht)} HT et {francs(amounts.tax)} de TGC. "
            "Ou corrigez le HT ou la TGC."
        )
    if smallest_base(amounts.taxes) > amounts.total_ht:
        rate = max(amounts.taxes, key=lambda rate: amounts.taxes[rate])
        faults[f"tgc_{rate}"] = f"Cette TGC est plus grande que ce que permet un HT de {francs(amounts.total_ht)}."
    return faults


def smallest_base(taxes: Mapping[int, int]) -> float:
    """The least HT that can bear these taxes, each rounded to the franc."""
    return sum(max(tax - ROUNDING, 0) * 100 / rate for rate, tax in taxes.items() if tax)


def date_fault(issued_on: date, today: date) -> str | None:
    """What to correct in the date of the invoice."""
    if issued_on > today:
        return "La date de la facture est dans le futur : écrivez celle qui figure sur le document."
    return None


def is_old(issued_on: date, today: date) -> bool:
    """Whether the date deserves a second look; an old invoice is late, not false."""
    return issued_on.year < today.year - OLDEST_YEARS
