"""« Corriger la facture »: what it says, folded inside the answer, until it has to be changed."""

from typing import Any

import reflex as rx

from espace_factures.invoices.deposit.forms import LONGEST_NUMBER
from espace_factures.ui import fields
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.stack import stack


def correction(view: Any, errors: Any, faulty: Any) -> rx.Component:
    """The fields, as they were sent; the fold is open while one of them is to be corrected."""
    return disclosure(
        "Corriger la facture",
        stack(
            rx.el.p(
                "Changez ce qui est faux, laissez le reste : le document reste le même.", class_name="ef-field-hint"
            ),
            fields.text_field(
                "number",
                "Numéro de la facture",
                value=view.number,
                error=errors["number"],
                required=True,
                max_length=LONGEST_NUMBER,
            ),
            fields.text_field(
                "issued_on",
                "Date de la facture",
                type="date",
                value=view.issued_on,
                error=errors["issued_on"],
                required=True,
            ),
            fields.select_field("order", "Bon de commande", view.orders, value=view.order, error=errors["order"]),
            rx.el.div(rx.foreach(view.amounts, lambda amount: _amount(amount, errors)), class_name="ef-amounts"),
        ),
        open=faulty,
    )


def _amount(amount: Any, errors: Any) -> rx.Component:
    return fields.money_field(amount.name, amount.label, value=amount.value, error=errors[amount.name])
