"""What comes to a supplier: the next payment that was ordered, how long the last ones took, and take in a direction."""

from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, Integer, Select, bindparam, column, text, true
from sqlalchemy import cast as sql_cast
from sqlalchemy import literal_column as as_it_is
from sqlalchemy import select as select_columns
from sqlmodel import col, desc, func

from espace_factures.app.reading import ReadSession
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices.expecting.rules import Usual
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import Status
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status as RibStatus

LATELY: Final = 200
"""The last payments of each établissement that an average counts: its length does not grow with the years."""
NOUMEA_DEPOSIT: Any = as_it_is("(few.deposited_at AT TIME ZONE 'Pacific/Noumea')::date")

USUAL: Final = text(
    "SELECT invoices, median_days, most_days FROM delay_summaries WHERE direction_id = :direction AND step = 'total'"
).columns(column("invoices"), column("median_days"), column("most_days"))


class NextPayment(NamedTuple):
    """The invoice whose payment is the nearest: what, how much, where it stands, since when."""

    reference: str
    number: str
    amount: int
    status: Status
    since: datetime


class Lately(NamedTuple):
    """How many payments arrived lately, and their mean days from the deposit; None without any."""

    payments: int
    days: int | None


def next_payment(session: ReadSession, account_id: int) -> NextPayment | None:
    """The oldest at the comptable's, else the oldest whose payment is ordered; never one without a validated RIB."""
    row: Any = session.execute(_next(), {"account": account_id}).first()
    return NextPayment(row[0], row[1], int(row[2]), Status(row[3]), row[4]) if row else None


def lately(session: ReadSession, account_id: int) -> Lately:
    """Of the last payments of each établissement that the person follows."""
    payments, days = session.execute(_lately(), {"account": account_id}).one()
    return Lately(int(payments), None if days is None else int(days))


def usual(session: ReadSession, direction_id: int) -> Usual:
    """What the direction took lately, from the figures that the Province keeps of it."""
    row = session.execute(USUAL, {"direction": direction_id}).first()
    return Usual(*map(int, row)) if row else Usual()


@cache
def _next() -> Any:
    admitted = func.coalesce(col(Invoice.admitted_ttc), col(Invoice.total_ttc))
    ordered = select_columns(
        col(Invoice.reference), col(Invoice.number), admitted, col(Invoice.status), col(Invoice.status_at)
    )
    return (
        ordered.join(Rib, (col(Rib.id) == col(Invoice.rib_id)) & (col(Rib.status) == RibStatus.VALIDATED))
        .where(
            col(Invoice.establishment_id).in_(_mine()),
            col(Invoice.status).in_((Status.SENT, Status.ORDERED)),
        )
        .order_by(desc(col(Invoice.status) == Status.SENT), col(Invoice.status_at), col(Invoice.id))
        .limit(1)
    )


@cache
def _lately() -> Any:
    places = _mine().subquery("places")
    # Written as its index is: a value given apart would not be known when the plan is kept.
    is_paid = as_it_is(f"invoices.status = '{Status.PAID}'")
    paid = select_columns(col(Invoice.deposited_at), col(Invoice.paid_on)).where(
        col(Invoice.establishment_id) == places.c[0], is_paid
    )
    few = paid.order_by(col(Invoice.status_at).desc()).limit(LATELY).lateral("few")
    days = sql_cast(func.round(func.avg(few.c.paid_on - NOUMEA_DEPOSIT)), Integer)
    return select_columns(func.count(few.c.paid_on), days).select_from(places).join(few, true())


def _mine() -> Select[Any]:
    return establishments_repository.ids_where(bindparam("account", type_=BigInteger), MemberRight.FOLLOW)  # type: ignore[arg-type]
