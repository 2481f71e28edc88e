"""One line of the list, in the words of both floors."""

from dataclasses import dataclass
from typing import Any

HEADINGS = ("Facture", "Établissement", "Déposée le", "Statut", "Paiement estimé", "Montant TTC")


@dataclass(frozen=True, slots=True)
class Row:
    """One line."""

    reference: str
    href: str
    number: str
    order: str
    owner: str
    place: str
    deposited: str
    status: str
    payment: str
    amount: str


def as_row(row: Any) -> Row:
    """Text for each column."""
    return Row(
        row.reference,
        f"/factures/detail?ref={row.reference}",
        row.number,
        f"Bon de commande {row.order_number}",
        row.owner,
        row.ridet,
        f"{row.deposited_at:%d/%m/%Y}",
        row.status,
        f"payée le {row.paid_on:%d/%m/%Y}" if row.paid_on else "en cours",
        f"{row.total_ttc:,}".replace(",", " "),
    )
