"""What must hold before an invoice is sent: pure arithmetic on what was typed, amounts in XPF."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from espace_factures.core import tgc
from espace_factures.core.money import francs

OLDEST_YEARS: Final = 4
ROUNDING: Final = 1
"""Francs of tolerance by rate: the Territory's own rounding text is unknown."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """HT, TGC by rate, TTC."""

    total_ht: int
    taxes: Mapping[Decimal, int]
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
            f"Écrivez {francs(expected)} : {francs(amounts.total_ht)} HT et {francs(amounts.tax)} de TGC. "
            "Ou corrigez le HT ou la TGC."
        )
    if smallest_base(amounts.taxes) > amounts.total_ht:
        rate = max(amounts.taxes, key=lambda rate: amounts.taxes[rate])
        faults[tgc.field_of(rate)] = f"Cette TGC est plus grande que ce que permet un HT de {francs(amounts.total_ht)}."
    return faults


def rate_faults(taxes: Mapping[Decimal, int], rates: Collection[Decimal]) -> dict[str, str]:
    """What to correct where a tax is of a rate that is not in force, by field."""
    sentence = "Ce taux n’est pas en vigueur à la date de la facture : vérifiez la date, ou laissez ce champ vide."
    return {tgc.field_of(rate): sentence for rate, amount in taxes.items() if amount and rate not in rates}


def smallest_base(taxes: Mapping[Decimal, int]) -> Decimal:
    """The least HT that can bear these taxes, each rounded to the franc."""
    return sum((max(tax - ROUNDING, 0) * 100 / rate for rate, tax in taxes.items() if tax), Decimal())


class Owed(Protocol):
    """An invoice, as far as a credit note is concerned."""

    number: str

    @property
    def owed(self) -> int:
        """What is paid of it."""
        ...


def too_much_back(invoice: Owed, amount: int) -> str:
    """Why the whole of an invoice, or more, is not given back by a credit note; nothing for less."""
    left = invoice.owed
    if amount < left:
        return ""
    return (
        f"Il reste {francs(left)} à payer sur la facture {invoice.number} : un avoir est plus petit. "
        "S’il l’annule toute, retirez-la depuis sa page, ou demandez à la direction de la rejeter."
    )


def date_fault(issued_on: date, today: date) -> str | None:
    """What to correct in the date of the invoice."""
    if issued_on > today:
        return "La date de la facture est dans le futur : écrivez celle qui figure sur le document."
    return None


def is_old(issued_on: date, today: date) -> bool:
    """Whether the date deserves a second look; an old invoice is late, not false."""
    return issued_on.year < today.year - OLDEST_YEARS
