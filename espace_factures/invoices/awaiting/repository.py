"""What waits for a person, in one question: the first of each kind, and how many of it there are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import column, text

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor
from espace_factures.establishments.rules import MemberRight, roles_with
from espace_factures.invoices.awaiting.rules import SHOWN, Waiting, Waits
from espace_factures.invoices.rules import RIB_OPEN, Status
from espace_factures.ribs.rules import LIVE
from espace_factures.ribs.rules import Status as RibStatus

MOST_RECENT: Final = 300
"""The latest invoices of each établissement whose conversations are looked at."""
REFUSAL_SHOWN: Final = timedelta(days=30)

MINE: Final = """
    WITH mine AS MATERIALIZED (
        SELECT establishment_id AS id, role = ANY(:managing) AS is_managed FROM memberships
        WHERE account_id = :account AND role = ANY(:following) AND ended_at IS NULL
            AND (expires_on IS NULL OR expires_on >= (:now AT TIME ZONE 'Pacific/Noumea')::date)
    ),
"""
SUSPENDED: Final = """
    suspended AS (
        SELECT 'facture-suspendue' AS kind, i.reference, i.number AS name, i.status_at AS since, i.total_ttc AS amount,
            1 AS invoices, i.demande_id, count(*) OVER () AS total
        FROM mine JOIN invoices i ON i.establishment_id = mine.id AND i.status = :suspended
        ORDER BY i.status_at LIMIT :shown
    ),
"""
REFUSED: Final = """
    refused AS (
        SELECT 'rib-refuse', d.reference, coalesce(nullif(r.bank_name, ''), r.holder), d.updated_at, NULL::bigint,
            0, r.demande_id, count(*) OVER ()
        FROM mine JOIN ribs r ON r.establishment_id = mine.id AND r.status = :refused
        JOIN demandes d ON d.id = r.demande_id
        WHERE mine.is_managed
            AND NOT EXISTS (SELECT FROM ribs o WHERE o.establishment_id = mine.id AND o.id > r.id)
            AND (d.updated_at >= :lately
                OR NOT EXISTS (SELECT FROM ribs o WHERE o.establishment_id = mine.id AND o.status = ANY(:living)))
        ORDER BY d.updated_at LIMIT :shown
    ),
"""
WITHOUT_RIB: Final = """
    unpaid AS (
        SELECT mine.id, count(*) AS invoices, sum(i.total_ttc) AS amount, min(i.deposited_at) AS since,
            min(i.id) AS first
        FROM mine JOIN invoices i ON i.establishment_id = mine.id AND i.status = ANY(:open)
        LEFT JOIN ribs r ON r.id = i.rib_id
        WHERE mine.is_managed AND r.status IS DISTINCT FROM :validated
        GROUP BY mine.id
    ),
    without_rib AS (
        SELECT CASE WHEN ways.may_choose THEN 'rib-a-choisir' ELSE 'rib-a-ajouter' END, i.reference, e.name,
            unpaid.since, unpaid.amount::bigint, unpaid.invoices::int, NULL::bigint,
            count(*) OVER (PARTITION BY ways.may_choose)
        FROM unpaid JOIN establishments e ON e.id = unpaid.id JOIN invoices i ON i.id = unpaid.first,
        LATERAL (
            SELECT coalesce(bool_or(status = :validated), false) AS may_choose, count(*) AS living
            FROM ribs WHERE establishment_id = unpaid.id AND status = ANY(:living)
        ) ways
        WHERE ways.may_choose OR ways.living = 0
        ORDER BY unpaid.since LIMIT :shown
    ),
"""
INVITED: Final = """
    invited AS (
        SELECT 'invitation', v.public_id, e.name, v.sent_at, NULL::bigint, 0, NULL::bigint, count(*) OVER ()
        FROM accounts a JOIN invitations v ON v.email = a.email JOIN establishments e ON e.id = v.establishment_id
        WHERE a.id = :account AND a.email_proved_at IS NOT NULL AND v.closed_at IS NULL AND v.valid_until > :now
            AND EXISTS (
                SELECT FROM memberships m
                WHERE m.establishment_id = v.establishment_id AND m.account_id = v.invited_by
                    AND m.role = ANY(:managing) AND m.ended_at IS NULL
                    AND (m.expires_on IS NULL OR m.expires_on >= (:now AT TIME ZONE 'Pacific/Noumea')::date)
            )
        ORDER BY v.sent_at LIMIT :shown
    ),
"""
WRITTEN: Final = """
    talked AS (
        SELECT few.demande_id FROM mine, LATERAL (
            SELECT demande_id FROM invoices WHERE establishment_id = mine.id AND status <> :suspended
            ORDER BY deposited_at DESC, id DESC LIMIT :recent
        ) few
        UNION ALL SELECT r.demande_id FROM mine JOIN ribs r ON r.establishment_id = mine.id
        UNION ALL SELECT demande_id FROM habilitations WHERE account_id = :account
    ),
    written AS (
        SELECT 'message', d.reference, d.title, max(m.at) AS since, NULL::bigint, 0, d.id, count(*) OVER ()
        FROM talked JOIN messages m ON m.demande_id = talked.demande_id AND m.from_agent AND NOT m.is_internal
        JOIN demandes d ON d.id = talked.demande_id
        LEFT JOIN demande_readings s ON s.demande_id = d.id AND s.account_id = :account
        WHERE s.read_at IS NULL OR m.at > s.read_at
        GROUP BY d.id ORDER BY since LIMIT :shown
    )
"""
ALL: Final = """
    SELECT found.kind, found.reference, found.name, found.since, found.amount, found.invoices,
        coalesce(why.reason_code, '') AS code, coalesce(why.reason, '') AS reason, coalesce(why.comment, '') AS comment,
        found.total
    FROM (
        SELECT * FROM suspended UNION ALL SELECT * FROM refused UNION ALL SELECT * FROM without_rib
        UNION ALL SELECT * FROM invited UNION ALL SELECT * FROM written
    ) found
    LEFT JOIN LATERAL (
        SELECT reason_code, reason, comment FROM demande_events
        WHERE demande_id = found.demande_id AND reason_code <> '' AND found.kind IN ('facture-suspendue', 'rib-refuse')
        ORDER BY id DESC LIMIT 1
    ) why ON true
"""
STATEMENT: Final = text(MINE + SUSPENDED + REFUSED + WITHOUT_RIB + INVITED + WRITTEN + ALL).columns(
    *map(column, Waiting._fields)
)


def waiting(session: ReadSession, actor: Actor, now: datetime) -> list[Waiting]:
    """The first of each kind."""
    rows = session.execute(STATEMENT, _values(actor, now)).all()
    return [Waiting._make((Waits(row[0]), *row[1:])) for row in rows]


def _values(actor: Actor, now: datetime) -> dict[str, Any]:
    return {
        "account": actor.account_id,
        "now": now,
        "lately": now - REFUSAL_SHOWN,
        "following": _texts(roles_with(MemberRight.FOLLOW)),
        "managing": _texts(roles_with(MemberRight.MANAGE)),
        "suspended": str(Status.SUSPENDED),
        "open": _texts(sorted(RIB_OPEN - {Status.SUSPENDED})),
        "refused": str(RibStatus.REFUSED),
        "validated": str(RibStatus.VALIDATED),
        "living": _texts(sorted(LIVE)),
        "shown": SHOWN,
        "recent": MOST_RECENT,
    }


def _texts(values: Sequence[str]) -> list[str]:
    return [str(value) for value in values]
