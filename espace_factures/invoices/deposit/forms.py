"""A deposit as typed, checked."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from espace_factures.app.forms import Form, Identifier, Lines, Ticked
from espace_factures.core import calendar, money, tgc
from espace_factures.demandes.rules import LONGEST_MESSAGE
from espace_factures.invoices.deposit import rules
from espace_factures.invoices.rules import Nature, number_key, unnumbered

LONGEST_NUMBER = 40


def _number(text: str) -> str:
    number = unnumbered(text)
    if not number_key(number):
        raise ValueError("Écrivez le numéro qui figure sur la facture.")
    if len(number) > LONGEST_NUMBER:
        raise ValueError(f"Ce numéro est trop long : {LONGEST_NUMBER} caractères au plus.")
    return number


def _date(text: object) -> date:
    if not text:
        raise ValueError("Écrivez la date de la facture, par exemple 18/11/2026.")
    return text if isinstance(text, date) else calendar.parse_date(str(text))


def _total(name: str) -> BeforeValidator:
    def francs(text: object) -> int:
        if text in {"", None}:
            raise ValueError(f"Écrivez le total {name} en francs, par exemple 150 000.")
        return money.parse_francs(str(text))

    return BeforeValidator(francs)


def _tax(text: object) -> int:
    return money.parse_francs(str(text)) if text not in {"", None} else 0


def _chosen(sentence: str) -> AfterValidator:
    def check(identifier: int) -> int:
        if not identifier:
            raise ValueError(sentence)
        return identifier

    return AfterValidator(check)


Tax = Annotated[int, BeforeValidator(_tax)]


class Claim(Form):
    """What an invoice says of itself, and the bon de commande it answers; each TGC rate has a field."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Tax] = Field(init=False)  # type: ignore[assignment] - pydantic narrows it so

    order: str = ""
    number: Annotated[str, AfterValidator(_number), Field(max_length=LONGEST_NUMBER)] = ""
    issued_on: Annotated[date, BeforeValidator(_date)]
    total_ht: Annotated[int, _total("HT")]
    total_ttc: Annotated[int, _total("TTC")]

    @model_validator(mode="before")
    @classmethod
    def ignore_what_is_no_field(cls, raw: dict[str, Any]) -> dict[str, Any]:
        """Of the fields that the form does not name, only those of a rate count."""
        return {name: value for name, value in raw.items() if name in cls.model_fields or tgc.rate_of(name)}

    @property
    def amounts(self) -> rules.Amounts:
        """The amounts together."""
        taxes = {rate: amount for name, amount in self.__pydantic_extra__.items() if (rate := tgc.rate_of(name))}
        return rules.Amounts(self.total_ht, taxes, self.total_ttc)


class Deposit(Claim):
    """The deposit form; `no_order` chooses between the bon de commande and the direction."""

    establishment: Annotated[Identifier, _chosen("Choisissez l’établissement qui facture.")]
    no_order: Ticked = False
    direction: Identifier = 0
    nature: Nature = Nature.INVOICE
    corrects: str = ""
    """The reference of the invoice that a credit note corrects."""
    rib: Identifier = 0
    message: Annotated[Lines, Field(max_length=LONGEST_MESSAGE)] = ""


def claim_faults(form: Claim, today: date, rates: Collection[Decimal]) -> dict[str, str]:
    """What is still to correct once each field is well formed, by field; `rates` are those of the invoice's date."""
    faults = rules.rate_faults(form.amounts.taxes, rates) | rules.amount_faults(form.amounts)
    if fault := rules.date_fault(form.issued_on, today):
        faults["issued_on"] = fault
    return faults


def deposit_faults(form: Deposit, today: date, rates: Collection[Decimal]) -> dict[str, str]:
    """The same, and where the invoice goes."""
    faults = claim_faults(form, today, rates)
    if form.no_order and not form.direction:
        faults["direction"] = "Choisissez la direction qui a demandé le service."
    if not form.no_order and not form.order:
        faults["order"] = "Choisissez le bon de commande, ou cochez « Je n'ai pas de bon de commande »."
    return faults


FIELDS = tuple(Deposit.model_fields)
