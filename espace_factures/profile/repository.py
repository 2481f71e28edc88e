"""Rows of the account that its person lists and takes away."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select, update

from espace_factures.app.reading import ReadSession
from espace_factures.identity.models import AuthSession, LinkedIdentity, Passkey, RecoveryCode
from espace_factures.identity.rules.steps import Awaits


def open_sessions(session: ReadSession, account_id: int, now: datetime, since: datetime) -> Sequence[AuthSession]:
    """The live sessions of an account, used since some time, the latest seen first."""
    in_use = col(AuthSession.expires_at) > now, col(AuthSession.last_seen_at) > since
    rows = select(AuthSession).where(*_live_sessions(account_id), *in_use)
    return session.exec(rows.order_by(col(AuthSession.last_seen_at).desc(), col(AuthSession.id).desc())).all()


def revoke_one(session: Session, account_id: int, session_id: int, now: datetime) -> bool:
    """End one session of an account; whether it was live."""
    one = *_live_sessions(account_id), col(AuthSession.id) == session_id
    ended = session.exec(update(AuthSession).where(*one).values(revoked_at=now))
    return ended.rowcount > 0


def _live_sessions(account_id: int) -> tuple[ColumnElement[bool], ...]:
    live = col(AuthSession.revoked_at).is_(None), col(AuthSession.awaits) == Awaits.NOTHING
    return col(AuthSession.account_id) == account_id, *live


def forget_passkey(session: Session, account_id: int, passkey_id: int) -> bool:
    """Whether the account had this key, which it has no more."""
    one = col(Passkey.account_id) == account_id, col(Passkey.id) == passkey_id
    return session.exec(delete(Passkey).where(*one)).rowcount > 0


def forget_recovery_codes(session: Session, account_id: int) -> None:
    """None of the account's recovery codes opens anything."""
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id))


def has_identity(session: ReadSession, account_id: int) -> bool:
    """Whether a provider knows the account's person."""
    return session.exec(select(LinkedIdentity).where(LinkedIdentity.account_id == account_id)).first() is not None


def forget_identity(session: Session, account_id: int, issuer: str, subject: str) -> None:
    """This person of a provider opens the account no more."""
    one = col(LinkedIdentity.issuer) == issuer, col(LinkedIdentity.subject) == subject
    session.exec(delete(LinkedIdentity).where(col(LinkedIdentity.account_id) == account_id, *one))


def forget_identities(session: Session, account_id: int) -> None:
    """No provider opens the account any more."""
    session.exec(delete(LinkedIdentity).where(col(LinkedIdentity.account_id) == account_id))
