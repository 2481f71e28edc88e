"""Rows of the account that its person lists and takes away, or that agents take away for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, column, text
from sqlmodel import Session, col, delete, select, update

from espace_factures.app.reading import ReadSession
from espace_factures.identity.models import AuthSession, LinkedIdentity, Passkey, RecoveryCode
from espace_factures.identity.rules.steps import Awaits
from espace_factures.profile.models import Restoration
from espace_factures.profile.rules import Outcome

# A look at a higher table, as the question of who is privileged is: an agent decides nothing of those they work with.
NEIGHBOURS: Final = text("""
    SELECT EXISTS (
        SELECT FROM memberships mine JOIN establishments here ON here.id = mine.establishment_id
        JOIN establishments there ON left(there.ridet, 7) = left(here.ridet, 7)
        JOIN memberships theirs ON theirs.establishment_id = there.id
        WHERE mine.account_id = :agent AND theirs.account_id = :person
        AND (mine.ended_at IS NULL OR mine.ended_at > :since) AND (theirs.ended_at IS NULL OR theirs.ended_at > :since)
    ) AS is_near
""").columns(column("is_near"))


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


def are_neighbours(session: ReadSession, agent: int, person: int, since: datetime) -> bool:
    """Whether both are, or were since then, members of one company."""
    return bool(session.execute(NEIGHBOURS, {"agent": agent, "person": person, "since": since}).scalar_one())


def waiting_restorations(session: ReadSession, since: datetime) -> Sequence[Restoration]:
    """The requests that another agent may still confirm, the oldest first."""
    waiting = Restoration.outcome == Outcome.WAITS, col(Restoration.asked_at) > since
    return session.exec(select(Restoration).where(*waiting).order_by(col(Restoration.id))).all()


def waiting_restoration_of(session: ReadSession, account_id: int, since: datetime) -> Restoration | None:
    """The one of an account."""
    return next((row for row in waiting_restorations(session, since) if row.account_id == account_id), None)


def lock_restoration(session: Session, number: int) -> Restoration | None:
    """A request as it is now, locked: two agents at once close it once."""
    found = select(Restoration).where(Restoration.id == number)
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).first()


def forget_factors(session: Session, account_id: int) -> None:
    """No key and no recovery code opens the account any more."""
    session.exec(delete(Passkey).where(col(Passkey.account_id) == account_id))
    forget_recovery_codes(session, account_id)
