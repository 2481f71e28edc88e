"""Accounts, sessions, codes and rate limits in the database."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select, update

from espace_factures.accounts.models import Account, AuthSession, VerificationCode
from espace_factures.accounts.rules import Purpose

ACTOR = text("""
    SELECT s.id AS session_id, s.last_seen_at, a.id AS account_id, a.first_name || ' ' || a.last_name AS name,
        a.email, array(SELECT role FROM account_roles r WHERE r.account_id = a.id) AS roles
    FROM auth_sessions s JOIN accounts a ON a.id = s.account_id
    WHERE s.token_hash = :token_hash AND s.revoked_at IS NULL AND s.expires_at > :now
""")

HIT = text("""
    INSERT INTO rate_buckets AS b (key, window_ends_at, hits) VALUES (:key, :ends, 1)
    ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN b.window_ends_at <= :now THEN 1 ELSE b.hits + 1 END,
        window_ends_at = CASE WHEN b.window_ends_at <= :now THEN :ends ELSE b.window_ends_at END
    RETURNING hits
""")


def by_email(session: Session, email: str) -> Account | None:
    """The account of a folded e-mail address."""
    return session.exec(select(Account).where(Account.email == email)).first()


def lock_email(session: Session, email: str) -> None:
    """Two sign-ups of one address are made one after the other."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:email, 0))"), {"email": email})


def by_id(session: Session, account_id: int) -> Account:
    """The account; it exists."""
    return session.get_one(Account, account_id)


def actor_row(session: Session, token_hash: str, now: datetime) -> Any:
    """Who holds a live session, with his roles."""
    return session.execute(ACTOR, {"token_hash": token_hash, "now": now}).first()


def touch_session(session: Session, session_id: int, now: datetime) -> None:
    """Remember when a session was last used."""
    session.exec(update(AuthSession).where(col(AuthSession.id) == session_id).values(last_seen_at=now))


def revoke_session(session: Session, token_hash: str, now: datetime) -> int | None:
    """End a session; returns its account, None when it had ended."""
    live = col(AuthSession.token_hash) == token_hash, col(AuthSession.revoked_at).is_(None)
    ended = update(AuthSession).where(*live).values(revoked_at=now).returning(col(AuthSession.account_id))
    return session.exec(ended).scalar_one_or_none()  # type: ignore[attr-defined]


def code_by_ticket(session: Session, ticket: str) -> VerificationCode | None:
    """The code behind a ticket, locked: two tries at once are counted as two."""
    return session.exec(select(VerificationCode).where(VerificationCode.ticket == ticket).with_for_update()).first()


def close_codes(session: Session, account_id: int, purpose: Purpose, now: datetime) -> None:
    """Only the newest code of an account and purpose is live."""
    live = (
        col(VerificationCode.account_id) == account_id,
        col(VerificationCode.purpose) == purpose,
        col(VerificationCode.closed_at).is_(None),
    )
    session.exec(update(VerificationCode).where(*live).values(closed_at=now))


def forget_details(session: Session, account_id: int) -> None:
    """The account is proved: nothing else that was typed for it is kept."""
    session.exec(update(VerificationCode).where(col(VerificationCode.account_id) == account_id).values(details={}))


def hit(session: Session, key: str, window: timedelta, now: datetime) -> int:
    """Count one more try of `key`; returns how many the present window holds."""
    return session.execute(HIT, {"key": key, "now": now, "ends": now + window}).scalar_one()
