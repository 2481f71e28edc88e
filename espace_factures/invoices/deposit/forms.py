"""A deposit as typed, checked."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from espace_factures.app.forms import Form, Identifier, Ticked
from espace_factures.core import calendar, money
from espace_factures.invoices.deposit import rules
from espace_factures.invoices.rules import number_key

LONGEST_NUMBER = 40


def _number(text: str) -> str:
    if not number_key(text):
        raise ValueError("Écrivez le numéro qui figure sur la facture.")
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"Ce numéro est trop long : {LONGEST_NUMBER} caractères au plus.")
    return text


def _date(text: object) -> date:
    if not text:
        raise ValueError("Écrivez la date de la facture, par exemple 18/11/2026.")
    return text if isinstance(text, date) else calendar.parse_date(str(text))


def _amount(text: object) -> int:
    if text in {"", None}:
        raise ValueError("Écrivez un montant en francs, par exemple 150 000.")
    return money.parse_francs(str(text))


def _tax(text: object) -> int:
    return money.parse_francs(str(text)) if text not in {"", None} else 0


def _chosen(sentence: str) -> AfterValidator:
    def check(identifier: int) -> int:
        if not identifier:
            raise ValueError(sentence)
        return identifier

    return AfterValidator(check)


Amount = Annotated[int, BeforeValidator(_amount)]
Tax = Annotated[int, BeforeValidator(_tax)]


class Deposit(Form):
    """The deposit form; `no_order` chooses between the bon de commande and the direction."""

    establishment: Annotated[Identifier, _chosen("Choisissez l’établissement qui facture.")]
    no_order: Ticked = False
    order: str = ""
    direction: Identifier = 0
    number: Annotated[str, AfterValidator(_number)] = ""
    issued_on: Annotated[date, BeforeValidator(_date)]
    total_ht: Amount
    tgc_3: Tax = 0
    tgc_6: Tax = 0
    tgc_11: Tax = 0
    tgc_22: Tax = 0
    total_ttc: Amount
    rib: Identifier = 0
    message: str = ""

    @property
    def amounts(self) -> rules.Amounts:
        """The amounts together."""
        taxes = {rate: getattr(self, f"tgc_{rate}") for rate in rules.RATES}
        return rules.Amounts(self.total_ht, taxes, self.total_ttc)


def deposit_faults(form: Deposit, today: date) -> dict[str, str]:
    """What is still to correct once each field is well formed, by field."""
    faults = rules.amount_faults(form.amounts)
    if fault := rules.date_fault(form.issued_on, today):
        faults["issued_on"] = fault
    if form.no_order and not form.direction:
        faults["direction"] = "Choisissez la direction qui a demandé le service."
    if not form.no_order and not form.order:
        faults["order"] = "Choisissez le bon de commande, ou cochez « Je n'ai pas de bon de commande »."
    return faults


FIELDS = tuple(Deposit.model_fields)
