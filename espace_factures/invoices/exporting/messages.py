"""The columns of an export, and the cells of an invoice in them."""

from datetime import date
from typing import Final

from espace_factures.core import ridet
from espace_factures.core.calendar import noumea_date
from espace_factures.invoices.following.repository.slices import ListedInvoice
from espace_factures.invoices.rules import STAGES

HEADINGS: Final = (
    "Référence", "Numéro", "Établissement", "RIDET", "Direction", "Bon de commande", "Montant TTC (F CFP)",
    "Statut", "Depuis le", "Déposée le", "Payée le",
)  # fmt: skip
WIDTHS: Final = (16, 16, 30, 14, 34, 16, 18, 20, 12, 12, 12)
"""Of the columns, in characters."""
Cell = str | int | date | None


def cells(row: ListedInvoice) -> tuple[Cell, ...]:
    """What a row says, in the order of the headings; days are those of Noumea."""
    return (
        row.reference,
        row.number,
        row.name,
        ridet.display(row.ridet),
        row.direction,
        row.order_number,
        row.total_ttc,
        STAGES[row.status].label,
        noumea_date(row.status_at),
        noumea_date(row.deposited_at),
        row.paid_on,
    )
