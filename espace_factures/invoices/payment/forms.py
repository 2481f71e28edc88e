"""A file of payments as a bank or a treasury writes it, row by row, and what an export asks."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, StringConstraints

from espace_factures.app.forms import Form, Ticked, parse
from espace_factures.core import calendar, money, sheets
from espace_factures.core.errors import FormError
from espace_factures.demandes.rules import LONGEST_REFERENCE
from espace_factures.invoices.payment.rules import MOST_ROWS, Paid

REQUIRED: Final = ("reference", "montant", "date", "paiement")
Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_REFERENCE)]


class PaymentRow(Form):
    """One row: the portal's reference of the invoice, what was paid, when, and the reference of the payment."""

    reference: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_REFERENCE, to_upper=True)]
    amount: Annotated[int, BeforeValidator(lambda text: money.parse_francs(str(text)))] = Field(alias="montant")
    paid_on: Annotated[date, BeforeValidator(lambda text: calendar.parse_date(str(text)))] = Field(alias="date")
    payment: Name = Field(alias="paiement")
    mandate: Annotated[str, StringConstraints(max_length=LONGEST_REFERENCE)] = Field(default="", alias="mandat")


class Export(Form):
    """What a file holds: the invoices of one status or of all, those of an earlier file too or not."""

    stage: str = ""
    again: Ticked = False


def read_rows(content: bytes) -> Iterator[tuple[int, str, Paid | str]]:
    """Each row with its place and its reference: what it says, or why it says nothing."""
    for row, cells in sheets.rows(content, REQUIRED, MOST_ROWS):
        try:
            yield row, cells["reference"].upper(), Paid(**parse(PaymentRow, cells).model_dump())
        except FormError as error:
            why = " ".join(f"{name} : {sentence}" for name, sentence in error.fields.items())
            yield row, cells["reference"][:LONGEST_REFERENCE], why
