"""The figures as pages read them: some thousand rows at most, however many invoices there are."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import col, func, select

from espace_factures.app.reading import ReadSession
from espace_factures.audit.models import AuditEntry
from espace_factures.audit.rules.actions import Action
from espace_factures.oversight.models import DelaySummary, MonthlyFigure
from espace_factures.oversight.rules.figures import Counted

DECISIONS = (Action.INVOICE_STATUS, Action.HABILITATION_STATUS, Action.RIB_STATUS)


class Month(NamedTuple):
    """What was counted in a month."""

    month: date
    counted: Counted
    invoices: int
    amount: int
    seconds: int


def months(session: ReadSession, since: date, direction_id: int) -> list[Month]:
    """The months from one on, of a direction or of all (0)."""
    sums = func.sum(MonthlyFigure.invoices), func.sum(MonthlyFigure.amount), func.sum(MonthlyFigure.seconds)
    rows = select(MonthlyFigure.month, MonthlyFigure.counted, *sums).where(col(MonthlyFigure.month) >= since)  # type: ignore[call-overload]
    rows = rows.where(MonthlyFigure.direction_id == direction_id) if direction_id else rows
    found = session.exec(rows.group_by(MonthlyFigure.month, MonthlyFigure.counted)).all()
    return [
        Month(month, counted, int(count), int(amount), int(seconds)) for month, counted, count, amount, seconds in found
    ]


def reasons(session: ReadSession, since: date, direction_id: int) -> list[tuple[str, int]]:
    """How often each coded reason suspended an invoice, the most frequent first."""
    count = func.sum(MonthlyFigure.invoices)
    rows = select(MonthlyFigure.detail, count).where(
        col(MonthlyFigure.month) >= since, MonthlyFigure.counted == Counted.SUSPENDED
    )
    rows = rows.where(MonthlyFigure.direction_id == direction_id) if direction_id else rows
    found = session.exec(rows.group_by(MonthlyFigure.detail).order_by(count.desc(), MonthlyFigure.detail)).all()
    return [(code, int(times)) for code, times in found]


def delays(session: ReadSession) -> Sequence[DelaySummary]:
    """Of every direction and step."""
    return session.exec(select(DelaySummary)).all()


def done_since(session: ReadSession, account_id: int, since: datetime) -> int:
    """On how many demandes an agent decided since an instant, from the log, by its index."""
    mine = AuditEntry.account_id == account_id, col(AuditEntry.at) >= since, col(AuditEntry.action).in_(DECISIONS)
    return session.exec(select(func.count(func.distinct(AuditEntry.subject))).where(*mine)).one()
