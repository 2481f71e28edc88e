"""The pre-check of a draft, as a list of rules: each looks at one thing, and says in one sentence what to correct."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.core.documents import Finding
from espace_factures.invoices.deposit.service import about_document, about_fields, twins
from espace_factures.invoices.deposit.service.look import Look, is_credit_note

Rule = Callable[[Reading, Look], Iterator[Finding]]
"""What it finds depends on the look alone, and on what the établissement deposited already."""

RULES: Final[tuple[Rule, ...]] = (
    about_document.seller,
    about_fields.total,
    about_fields.rates,
    about_document.rates,
    about_fields.future,
    about_fields.age,
    about_fields.unknown_order,
    about_fields.closed_order,
    about_fields.more_than_left,
    twins.same_number,
    twins.one_digit_away,
    twins.same_file,
    twins.same_amount_and_order,
    about_document.iban,
    about_document.mentions,
)
OF_CREDIT_NOTE: Final[tuple[Rule, ...]] = (
    about_document.seller,
    about_fields.total,
    about_fields.rates,
    about_document.rates,
    about_fields.future,
    about_fields.age,
    about_fields.more_than_owed,
    about_document.mentions,
)
"""It asks for no bon de commande, no RIB, and resembles the invoice that it corrects."""
CODES: Final = frozenset(
    {
        "CREANCIER_ERR",
        "CALCUL_ERR",
        "TX_TVA_ERR",
        "future_date",
        "old_date",
        "CMD_EJ_ERR",
        "MONTANT_ERR",
        twins.CODE,
        "COORD_BANC_ERR",
        "mentions",
    }
)
"""Of what they find: an invoice that is corrected is checked again, and these are found again or gone."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was looked at, and what was found."""

    look: Look
    findings: list[Finding]


def check(uow: Reading, look: Look) -> Checked:
    """What the rules find, in their order; few things before the établissement is known."""
    rules = OF_CREDIT_NOTE if is_credit_note(look.draft) else RULES
    return Checked(look, [finding for rule in rules for finding in rule(uow, look)])
