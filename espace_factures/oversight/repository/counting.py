"""Counts the days again from the history: each line of it is read a few times in its life, never at a visit."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import text
from sqlmodel import Session, func, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.calendar import NOUMEA
from espace_factures.demandes.models import DemandeEvent
from espace_factures.oversight.models import Counting
from espace_factures.oversight.rules.figures import LONGEST_DAYS, THE_PROVINCE

LOCK: Final = text("SELECT pg_advisory_xact_lock(716037)")
# `used` is the time since the deposit without the suspensions: it only grows, so the greatest so far is the latest.
DAYS: Final = text("""
    WITH touched AS (
        SELECT DISTINCT demande_id FROM demande_events WHERE at >= :since AND at < :until
    ), walked AS (
        SELECT e.*, d.direction_id, lag(e.status) OVER w AS before, lag(e.at) OVER w AS came,
            first_value(e.at) OVER w AS deposited
        FROM touched JOIN demandes d ON d.id = demande_id AND d.kind = 'facture'
        JOIN demande_events e USING (demande_id)
        WHERE e.undoes_since IS NULL AND NOT EXISTS (
            SELECT FROM demande_events u
            WHERE u.demande_id = e.demande_id AND u.id > e.id AND u.undoes_since <= e.at)
        WINDOW w AS (PARTITION BY e.demande_id ORDER BY e.id)
    ), timed AS (
        SELECT *, coalesce(sum(at - came) FILTER (WHERE before <> :suspended) OVER w, interval '0') AS used
        FROM walked WINDOW w AS (PARTITION BY demande_id ORDER BY id)
    ), moved AS (
        SELECT *, (at AT TIME ZONE :zone)::date AS day,
            max(used) FILTER (WHERE status = :attested AND before <> status) OVER past AS used_attested,
            max(used) FILTER (WHERE status = :cleared AND before <> status) OVER past AS used_cleared,
            max(used) FILTER (WHERE status = :ordered AND before <> status) OVER past AS used_ordered,
            coalesce(bool_or(status = :cleared) OVER past, false) AS was_cleared
        FROM timed
        WINDOW past AS (PARTITION BY demande_id ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ), fresh AS (
        SELECT * FROM moved WHERE at >= :since AND at < :until AND before IS DISTINCT FROM status
    ), figures AS (
        INSERT INTO daily_figures (direction_id, day, counted, detail, invoices, amount, seconds)
        SELECT f.direction_id, day, counted, CASE WHEN has_reason THEN reason_code ELSE '' END, count(*),
            sum(coalesce(admitted_ttc, total_ttc)),
            sum(CASE WHEN counted = 'liquidee' THEN extract(epoch FROM at - deposited)::bigint ELSE 0 END)
        FROM fresh f JOIN invoices i USING (demande_id)
        CROSS JOIN LATERAL (VALUES
            ('deposee', before IS NULL, false),
            ('suspendue', f.status = :suspended, true),
            ('rejetee', f.status = :rejected, true),
            ('liquidee', f.status = :cleared AND NOT was_cleared, false),
            ('sans-reprise', f.status = :cleared AND NOT was_cleared AND EXISTS (
                SELECT FROM batch_items b JOIN batches l ON l.id = b.batch_id
                WHERE b.demande_id = f.demande_id AND l.is_ready AND b.outcome = 'fait'), false),
            ('payee', f.status = :paid, false)
        ) AS c (counted, is_so, has_reason)
        WHERE is_so GROUP BY 1, 2, 3, 4
    )
    INSERT INTO daily_delays (direction_id, day, step, days, invoices)
    SELECT direction_id, day, step, floor(least(extract(epoch FROM spent) / 86400, :longest))::int, count(*)
    FROM fresh CROSS JOIN LATERAL (VALUES
        ('verification', status = :attested, used),
        ('liquidation', status = :cleared, used - used_attested),
        ('mandatement', status = :ordered, used - used_cleared),
        ('paiement', status = :paid, used - used_ordered),
        ('total', status = :paid, used),
        ('reponse', status = :completed AND before = :suspended, at - came)
    ) AS s (step, is_so, spent)
    WHERE is_so AND spent IS NOT NULL GROUP BY 1, 2, 3, 4
""")
UNCOUNTED: Final = (
    text("DELETE FROM daily_figures WHERE day BETWEEN :first AND :last"),
    text("DELETE FROM daily_delays WHERE day BETWEEN :first AND :last"),
)

MONTHS: Final = text("""
    INSERT INTO monthly_figures (direction_id, month, counted, detail, invoices, amount, seconds)
    SELECT direction_id, date_trunc('month', day)::date, counted, detail, sum(invoices), sum(amount), sum(seconds)
    FROM daily_figures WHERE day >= :first_month AND day < :next_month GROUP BY 1, 2, 3, 4
""")

SUMMARIES: Final = text("""
    WITH days AS (
        SELECT coalesce(direction_id, :everywhere) AS direction_id, step, days, sum(invoices) AS invoices
        FROM daily_delays WHERE day > :since
        GROUP BY GROUPING SETS ((direction_id, step, days), (step, days))
    ), reached AS (
        SELECT *, sum(invoices) OVER (PARTITION BY direction_id, step ORDER BY days) AS so_far,
            sum(invoices) OVER (PARTITION BY direction_id, step) AS all_of_them
        FROM days
    )
    INSERT INTO delay_summaries (direction_id, step, invoices, median_days, most_days)
    SELECT direction_id, step, max(all_of_them), min(days) FILTER (WHERE so_far * 2 >= all_of_them),
        min(days) FILTER (WHERE so_far * 10 >= all_of_them * 8)
    FROM reached GROUP BY 1, 2
""")


def lock(session: Session) -> None:
    """One counts at a time, until the commit."""
    session.execute(LOCK)


def counted_until(session: ReadSession) -> datetime | None:
    """How far the figures go."""
    row = session.get(Counting, 1)
    return row.until if row else None


def begins(session: ReadSession) -> datetime | None:
    """When the history begins."""
    return session.exec(select(func.min(DemandeEvent.at))).one()


def count(
    session: Session, first: date, last: date, since: datetime, until: datetime, labels: Mapping[str, str]
) -> None:
    """Count the days from one to another, both included, in place of what was counted of them."""
    for statement in UNCOUNTED:
        session.execute(statement, {"first": first, "last": last})
    given: dict[str, Any] = {"since": since, "until": until, "zone": str(NOUMEA), "longest": LONGEST_DAYS}
    session.execute(DAYS, given | dict(labels))


def add_up_months(session: Session, first_month: date, next_month: date) -> None:
    """The months from one on, before another."""
    months = {"first_month": first_month, "next_month": next_month}
    session.execute(text("DELETE FROM monthly_figures WHERE month >= :first_month AND month < :next_month"), months)
    session.execute(MONTHS, months)


def summarise(session: Session, since: date) -> None:
    """The delays of what ended after a day."""
    session.execute(text("DELETE FROM delay_summaries"))
    session.execute(SUMMARIES, {"since": since, "everywhere": THE_PROVINCE})


def say_until(session: Session, until: datetime) -> None:
    """The figures go so far from now on."""
    session.merge(Counting(id=1, until=until))
