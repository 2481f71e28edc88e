"""What an invoice claims, written from its form on its row and on its demande: at the deposit, and when corrected."""

from typing import Any, Final

import psycopg
from sqlalchemy.exc import IntegrityError

from espace_factures.app.uow import UnitOfWork
from espace_factures.core import tgc
from espace_factures.core.errors import FormError
from espace_factures.core.typed import folded
from espace_factures.demandes.models import Demande
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.deposit.forms import Claim
from espace_factures.invoices.rules import exact_number, number_key
from espace_factures.orders.models import Order

ONE_NUMBER_A_YEAR: Final = frozenset({"ux_invoices_number_year", "ux_credit_notes_number_year"})
TAKEN: Final = "Une facture de ce numéro vient d’être déposée. Vérifiez « Mes factures »."


def columns_of(form: Claim, order: Order | None) -> dict[str, Any]:
    """The columns of an invoice that its form fills."""
    return {
        "order_id": order.id if order else None,
        "order_number": order.number if order else "",
        "number_key": number_key(form.number),
        **figures_of(form),
    }


def figures_of(form: Claim) -> dict[str, Any]:
    """What an invoice and a credit note both say."""
    return {
        "number": form.number,
        "number_exact": exact_number(form.number),
        "issued_on": form.issued_on,
        "year": form.issued_on.year,
        "total_ht": form.total_ht,
        "taxes": {tgc.plain(rate): amount for rate, amount in form.amounts.taxes.items() if amount},
        "total_ttc": form.total_ttc,
    }


def title_of(form: Claim, place: Establishment) -> str:
    """What its demande is called."""
    return f"Facture {form.number} – {place.name}"


def entitle(demande: Demande, form: Claim, order: Order | None) -> None:
    """What queues show of it, and find it by."""
    demande.amount, demande.label = form.total_ttc, form.number
    demande.words = f"{folded(form.number)} {folded(order.number if order else '')}".strip()


def refuse_twin(uow: UnitOfWork, sentence: str = TAKEN) -> None:
    """One number given twice at the same instant: the database lets one through."""
    try:
        uow.session.flush()
    except IntegrityError as error:
        if not isinstance(error.orig, psycopg.Error) or error.orig.diag.constraint_name not in ONE_NUMBER_A_YEAR:
            raise
        raise FormError({"number": sentence}) from None
