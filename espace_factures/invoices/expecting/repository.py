"""What comes to a supplier: the next payment that was ordered, how long the last ones took, and take in a direction."""

from datetime import date, datetime
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, Date, Integer, Select, bindparam, case, column, table, text, true
from sqlalchemy import cast as sql_cast
from sqlalchemy import literal_column as as_it_is
from sqlalchemy import select as select_columns
from sqlmodel import col, desc, func

from espace_factures.app.reading import ReadSession
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices.expecting.rules import FEWEST, Certainty, Coming, Usual
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import AWAITING_PAYMENT, Status
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status as RibStatus

LATELY: Final = 200
"""The last payments of each établissement that an average counts: its length does not grow with the years."""
NOUMEA_DEPOSIT: Any = as_it_is("(few.deposited_at AT TIME ZONE 'Pacific/Noumea')::date")

TAKEN: Final = ("invoices", "median_days", "most_days")
DELAYS: Final = table("delay_summaries", *map(column, ("direction_id", "step", *TAKEN)))
"""What the figures of the Province keep of each direction, counted above this package."""
WHOLE: Any = as_it_is("'total'")
USUAL: Final = text(
    "SELECT invoices, median_days, most_days FROM delay_summaries WHERE direction_id = :direction AND step = 'total'"
).columns(column("invoices"), column("median_days"), column("most_days"))


START: Final = "invoices.deposited_at + invoices.stopped_seconds * interval '1 second'"
HALF, MOST = (
    as_it_is(f"(({START} + delay_summaries.{days} * interval '1 day') AT TIME ZONE 'Pacific/Noumea')::date")
    for days in ("median_days", "most_days")
)
"""When half, then eight in ten, of what is like an invoice would be paid: `rules.expected` says it of one."""
CERTAIN: Final = {
    Status.ORDERED: Certainty.ORDERED,
    Status.SENT: Certainty.ORDERED,
    Status.SUSPENDED: Certainty.SUSPENDED,
}


class NextPayment(NamedTuple):
    """The invoice whose payment is the nearest: what, how much, where it stands, since when, and what it is like."""

    reference: str
    number: str
    amount: int
    status: Status
    since: datetime
    deposited_at: datetime
    stopped_seconds: int
    usual: Usual


class Lately(NamedTuple):
    """How many payments arrived lately, and their days from the deposit: the mean (None without any), the ends."""

    payments: int
    days: int | None
    fewest: int = 0
    most: int = 0


def next_payment(session: ReadSession, account_id: int) -> NextPayment | None:
    """The oldest at the comptable's, else the oldest whose payment is ordered; never one without a validated RIB."""
    row: Any = session.execute(_next(), {"account": account_id}).first()
    if row is None:
        return None
    reference, number, amount, status, since, deposited_at, stopped_seconds, *usual = row
    return NextPayment(
        reference, number, int(amount), Status(status), since, deposited_at, stopped_seconds, Usual(*map(int, usual))
    )


def lately(session: ReadSession, account_id: int) -> Lately:
    """Of the last payments of each établissement that the person follows."""
    payments, days, *around = session.execute(_lately(), {"account": account_id}).one()
    return Lately(int(payments), int(days), *map(int, around)) if payments else Lately(0, None)


def coming(session: ReadSession, account_id: int, today: date) -> list[Coming]:
    """All that is to be paid, by the week when half of what is like it would be; never a week that is past."""
    rows = session.execute(_coming(), {"account": account_id, "today": today})
    return [
        Coming(CERTAIN.get(Status(status), Certainty.GOING), week, int(invoices), int(amount))
        for status, week, invoices, amount in rows
    ]


def usual(session: ReadSession, direction_id: int) -> Usual:
    """What the direction took lately, from the figures that the Province keeps of it."""
    row = session.execute(USUAL, {"direction": direction_id}).first()
    return Usual(*map(int, row)) if row else Usual()


@cache
def _next() -> Any:
    admitted = func.coalesce(col(Invoice.admitted_ttc), col(Invoice.total_ttc))
    usual = (func.coalesce(DELAYS.c[name], 0) for name in TAKEN)
    named = (getattr(Invoice, name) for name in ("status", "status_at", "deposited_at", "stopped_seconds"))
    ordered: Any = select_columns(col(Invoice.reference), col(Invoice.number), admitted, *named, *usual)
    return (
        ordered.join(Rib, (col(Rib.id) == col(Invoice.rib_id)) & (col(Rib.status) == RibStatus.VALIDATED))
        .outerjoin(DELAYS, (DELAYS.c.direction_id == col(Invoice.direction_id)) & (DELAYS.c.step == WHOLE))
        .where(col(Invoice.establishment_id).in_(_mine()), col(Invoice.status).in_((Status.SENT, Status.ORDERED)))
        .order_by(desc(col(Invoice.status) == Status.SENT), col(Invoice.status_at), col(Invoice.id))
        .limit(1)
    )


@cache
def _coming() -> Any:
    today = bindparam("today", type_=Date)
    is_told = (
        (col(Invoice.status) != Status.SUSPENDED)
        & (col(Rib.status) == RibStatus.VALIDATED)
        & (DELAYS.c.invoices >= FEWEST)
        & (today <= MOST)
    )
    monday = sql_cast(func.date_trunc("week", func.greatest(HALF, today)), Date)
    week = case((is_told, monday)).label("week")
    rows: Any = select_columns(col(Invoice.status), week, func.count(), func.sum(col(Invoice.total_ttc)))
    return (
        rows.select_from(Invoice)
        .outerjoin(Rib, col(Rib.id) == col(Invoice.rib_id))
        .outerjoin(DELAYS, (DELAYS.c.direction_id == col(Invoice.direction_id)) & (DELAYS.c.step == WHOLE))
        .where(col(Invoice.establishment_id).in_(_mine()), col(Invoice.status).in_(sorted(AWAITING_PAYMENT)))
        .group_by(col(Invoice.status), week)
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
    took = few.c.paid_on - NOUMEA_DEPOSIT
    mean = sql_cast(func.round(func.avg(took)), Integer)
    return (
        select_columns(func.count(few.c.paid_on), mean, func.min(took), func.max(took))
        .select_from(places)
        .join(few, true())
    )


def _mine() -> Select[Any]:
    return establishments_repository.ids_where(bindparam("account", type_=BigInteger), MemberRight.FOLLOW)  # type: ignore[arg-type]
