"""The fields that a supplier may correct on a suspended invoice, as they stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from espace_factures.core import tgc
from espace_factures.core.choice import Choice
from espace_factures.core.money import francs
from espace_factures.core.words import grouped
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.models import Invoice
from espace_factures.orders.models import Order


@dataclass(frozen=True, slots=True)
class AmountField:
    """A field that takes an amount."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """The form starts from what was sent; `stamp` changes with it."""

    stamp: str = ""
    number: str = ""
    issued_on: str = ""
    order: str = ""
    orders: list[Choice] = field(default_factory=list)
    amounts: list[AmountField] = field(default_factory=list)


def correction_view(dossier: InvoiceDossier) -> CorrectionView:
    """The form of the page."""
    invoice = dossier.item
    return CorrectionView(
        stamp=f"{invoice.reference}-{dossier.demande.version}",
        number=invoice.number,
        issued_on=invoice.issued_on.isoformat(),
        order=invoice.order_number,
        orders=_orders(invoice, dossier.panel.orders),
        amounts=_amounts(invoice, dossier.panel.parameters.rates_on(invoice.issued_on)),
    )


def _orders(invoice: Invoice, offered: Sequence[Order]) -> list[Choice]:
    """The present one even when it is closed, those that may be named instead, or none."""
    labels = {order.number: f"{order.number} – {order.label}, {francs(order.amount)}" for order in offered}
    present = {invoice.order_number: invoice.order_number} if invoice.order_number else {}
    return [Choice("", "Sans bon de commande"), *(Choice(*pair) for pair in (present | labels).items())]


def _amounts(invoice: Invoice, rates: Sequence[Decimal]) -> list[AmountField]:
    taxes = {Decimal(rate): amount for rate, amount in invoice.taxes.items()}
    fields = [
        AmountField(tgc.field_of(rate), tgc.label(rate), grouped(taxes[rate]) if taxes.get(rate) else "")
        for rate in sorted({*taxes, *rates})
    ]
    return [
        AmountField("total_ht", "Total HT", grouped(invoice.total_ht)),
        *fields,
        AmountField("total_ttc", "Total TTC", grouped(invoice.total_ttc)),
    ]
