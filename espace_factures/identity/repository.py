"""Accounts, sessions, keys and codes in the database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Update, and_, column, or_, text
from sqlmodel import Session, col, delete, func, select, update

from espace_factures.app.asking import Question
from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Role
from espace_factures.identity.models import (
    Account,
    AuthSession,
    FormerContact,
    LinkedIdentity,
    Passkey,
    RecoveryCode,
    VerificationCode,
)
from espace_factures.identity.rules.steps import Awaits
from espace_factures.identity.rules.verification import Purpose
from espace_factures.organisation import repository as organisation_repository


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who holds a live session, in the order of the columns of `ACTOR`."""

    session_id: int
    last_seen_at: datetime
    account_id: int
    name: str
    email: str
    address: str
    roles: list[str]
    manages: bool
    has_factor: bool
    must_review: bool


# The only look at a higher table, the memberships: it is asked at each event, and another question were a journey more.
ACTOR: Final = """
    SELECT s.id AS session_id, s.last_seen_at, a.id AS account_id, a.first_name || ' ' || a.last_name AS name,
        a.email, s.address, array(
            SELECT role FROM account_roles r WHERE r.account_id = a.id
            AND NOT EXISTS (SELECT FROM agent_suspensions x WHERE x.account_id = a.id)
        ) AS roles,
        EXISTS (
            SELECT FROM memberships m WHERE m.account_id = a.id AND m.role = 'gestionnaire' AND m.ended_at IS NULL
            AND (m.expires_on IS NULL OR m.expires_on >= (now() AT TIME ZONE 'Pacific/Noumea')::date)
        ) AS manages,
        a.totp_sealed <> '' OR EXISTS (SELECT FROM passkeys k WHERE k.account_id = a.id) AS has_factor,
        a.doubted_from IS NOT NULL AS must_review
    FROM auth_sessions s JOIN accounts a ON a.id = s.account_id
    WHERE s.token_hash = %(token_hash)s AND s.awaits = '' AND s.revoked_at IS NULL AND s.expires_at > %(now)s
"""
PRIVILEGED = text("""
    SELECT EXISTS (SELECT FROM account_roles r WHERE r.account_id = :id) OR EXISTS (
        SELECT FROM memberships m WHERE m.account_id = :id AND m.role = 'gestionnaire' AND m.ended_at IS NULL
        AND (m.expires_on IS NULL OR m.expires_on >= (now() AT TIME ZONE 'Pacific/Noumea')::date)
    ) AS is_privileged
""").columns(column("is_privileged"))


MOST_NAMESAKES: Final = 100
"""How many accounts may go by one address without having proved it: as many telephones, or unfinished sign-ups."""


def owner_of(session: ReadSession, email: str) -> Account | None:
    """Whose a folded address is: the account that proved it."""
    theirs = Account.email == email, col(Account.email_proved_at).is_not(None)
    return session.exec(select(Account).where(*theirs)).first()


def going_by(session: ReadSession, email: str) -> Sequence[Account]:
    """The accounts that go by a folded address: its owner first, then those active without proof, then the rest."""
    order = col(Account.email_proved_at).is_(None), col(Account.activated_at).is_(None), col(Account.id).desc()
    return session.exec(select(Account).where(Account.email == email).order_by(*order).limit(MOST_NAMESAKES)).all()


def with_role(session: ReadSession, role: Role) -> Sequence[Account]:
    """The living accounts that have a role and are not suspended."""
    living = col(Account.id).in_(organisation_repository.holders(role)), col(Account.deleted_at).is_(None)
    return session.exec(select(Account).where(*living).order_by(col(Account.id))).all()


def is_email_proved(session: ReadSession, account_id: int) -> bool:
    """Whether the account's address was proved by a code: until then it may be somebody else's."""
    return session.exec(select(Account.email_proved_at).where(Account.id == account_id)).first() is not None


def former_contacts(session: ReadSession, account_ids: Sequence[int], since: datetime) -> Sequence[FormerContact]:
    """The contacts that these accounts left after an instant, the latest first."""
    theirs = col(FormerContact.account_id).in_(account_ids), col(FormerContact.left_at) > since
    return session.exec(select(FormerContact).where(*theirs).order_by(col(FormerContact.id).desc())).all()


def forget_former_contacts(session: Session, before: datetime) -> None:
    """The contacts that were left long ago."""
    session.exec(delete(FormerContact).where(col(FormerContact.left_at) < before))


def lock_email(session: Session, email: str) -> None:
    """Two proofs of one address are weighed one after the other."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:email, 0))"), {"email": email})


def by_id(session: ReadSession, account_id: int) -> Account:
    """The account; it exists."""
    return session.get_one(Account, account_id)


def names(session: ReadSession, account_ids: Sequence[int]) -> dict[int, str]:
    """The names of these accounts."""
    rows = session.exec(select(Account).where(col(Account.id).in_(account_ids))).all()
    return {account.id: account.full_name for account in rows}


def living(session: ReadSession, account_ids: Collection[int]) -> Sequence[Account]:
    """These accounts, without those that were deleted."""
    theirs = col(Account.id).in_(account_ids), col(Account.deleted_at).is_(None)
    return session.exec(select(Account).where(*theirs).order_by(col(Account.id))).all() if account_ids else ()


def bearer(token_hash: str, now: datetime) -> Question[Bearer | None]:
    """Who holds a live session, with their roles."""
    return Question(ACTOR, {"token_hash": token_hash, "now": now}, _bearer)


def session_of(session: ReadSession, session_id: int) -> AuthSession | None:
    """A session by its number, as an actor names it."""
    return session.get(AuthSession, session_id)


def is_privileged(session: ReadSession, account_id: int) -> bool:
    """Whether the account works for the Province, or manages an établissement."""
    return bool(session.execute(PRIVILEGED, {"id": account_id}).scalar_one())


def touch_session(session: Session, session_id: int, now: datetime) -> None:
    """Remember when a session was last used."""
    session.exec(update(AuthSession).where(col(AuthSession.id) == session_id).values(last_seen_at=now))


def revoke_session(session: Session, token_hash: str, now: datetime) -> int | None:
    """End a session; returns its account, None when it had ended."""
    live = col(AuthSession.token_hash) == token_hash, col(AuthSession.revoked_at).is_(None)
    ended = update(AuthSession).where(*live).values(revoked_at=now).returning(col(AuthSession.account_id))
    return session.exec(ended).scalar_one_or_none()  # type: ignore[attr-defined]


def codes_by_ticket(session: Session, ticket: str) -> Sequence[VerificationCode]:
    """What was asked under a ticket, then what was sent, locked: two tries at once are counted as two."""
    rows = select(VerificationCode).where(VerificationCode.ticket == ticket).order_by(col(VerificationCode.id))
    return session.exec(rows.with_for_update()).all()


def code_by_ticket(session: Session, ticket: str) -> VerificationCode | None:
    """What was asked under a ticket, locked."""
    return next(iter(codes_by_ticket(session, ticket)), None)


def code_by_id(session: Session, code_id: int) -> VerificationCode | None:
    """The code a job has to send, locked."""
    return session.exec(select(VerificationCode).where(VerificationCode.id == code_id).with_for_update()).first()


def close_codes(
    session: Session, email: str, account_id: int | None, purpose: Purpose, mark: str, now: datetime
) -> None:
    """Only the newest code of an address, account, purpose and known browser is live."""
    theirs = col(VerificationCode.email) == email, col(VerificationCode.browser) == mark
    same = col(VerificationCode.account_id).is_not_distinct_from(account_id)
    session.exec(_closing(now).where(*theirs, same, col(VerificationCode.purpose) == purpose))


def close_every_code(session: Session, account: Account, now: datetime) -> None:
    """No code of the account is live any more, nor one asked for the address that is its own."""
    theirs = col(VerificationCode.account_id) == account.id
    unsent = col(VerificationCode.account_id).is_(None), col(VerificationCode.code_hash) == ""
    asked = and_(*unsent, col(VerificationCode.email) == account.own_email)
    session.exec(_closing(now).where(or_(theirs, asked)))


def _closing(now: datetime) -> Update:
    return update(VerificationCode).where(col(VerificationCode.closed_at).is_(None)).values(closed_at=now)


def forget_details(session: Session, account_id: int) -> None:
    """The account is proved: nothing else that was typed for it is kept."""
    session.exec(update(VerificationCode).where(col(VerificationCode.account_id) == account_id).values(details={}))


def waiting_session(session: Session, token_hash: str, awaits: Awaits) -> AuthSession | None:
    """A session that waits for its next step, locked."""
    still = AuthSession.awaits == awaits, col(AuthSession.revoked_at).is_(None)
    found = select(AuthSession).where(AuthSession.token_hash == token_hash, *still)
    return session.exec(found.with_for_update()).first()


def revoke_all(session: Session, account_id: int, keep: int, now: datetime) -> None:
    """End the sessions of an account, those that still wait among them, but the one to keep."""
    mine = col(AuthSession.account_id) == account_id, col(AuthSession.revoked_at).is_(None)
    session.exec(update(AuthSession).where(*mine, col(AuthSession.id) != keep).values(revoked_at=now))


def revoke_everybody(session: Session, now: datetime) -> set[int]:
    """End every session; returns whose they were."""
    ended = update(AuthSession).where(col(AuthSession.revoked_at).is_(None), col(AuthSession.expires_at) > now)
    return set(session.scalars(ended.values(revoked_at=now).returning(col(AuthSession.account_id))))


def lock_account(session: Session, account_id: int) -> Account:
    """The account as it is now, locked."""
    return session.exec(
        select(Account).where(Account.id == account_id).with_for_update().execution_options(populate_existing=True)
    ).one()


def has_factor(session: ReadSession, account: Account) -> bool:
    """Whether signing in asks for more than the password."""
    keys = passkeys(session, account.id)
    return has_totp(account) or any(account.trusts(key.created_at) for key in keys)


def has_totp(account: Account) -> bool:
    """Whether one-time passwords prove the account."""
    return bool(account.totp_sealed) and account.trusts(account.totp_at)


def passkeys(session: ReadSession, account_id: int) -> Sequence[Passkey]:
    """The keys of an account, oldest first."""
    return session.exec(select(Passkey).where(Passkey.account_id == account_id).order_by(col(Passkey.id))).all()


def passkey(session: Session, credential_id: str) -> Passkey | None:
    """The key of an identifier, locked."""
    return session.exec(select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()).first()


def recovery_code(session: Session, account_id: int, code_hashes: Sequence[str]) -> RecoveryCode | None:
    """An unused recovery code, locked."""
    unused = RecoveryCode.account_id == account_id, col(RecoveryCode.used_at).is_(None)
    found = select(RecoveryCode).where(col(RecoveryCode.code_hash).in_(code_hashes), *unused)
    return session.exec(found.with_for_update()).first()


def recovery_codes_left(session: ReadSession, account_id: int) -> int:
    """How many recovery codes were not used."""
    unused = RecoveryCode.account_id == account_id, col(RecoveryCode.used_at).is_(None)
    return session.exec(select(func.count()).select_from(RecoveryCode).where(*unused)).one()


def by_identity(session: ReadSession, issuer: str, subject: str) -> Account | None:
    """The account linked to somebody whom a provider knows."""
    known = LinkedIdentity.issuer == issuer, LinkedIdentity.subject == subject
    linked = select(LinkedIdentity.account_id).where(*known)
    return session.exec(select(Account).where(col(Account.id).in_(linked))).first()


def identities(session: ReadSession, account_id: int) -> Sequence[LinkedIdentity]:
    """The people of providers that open an account, oldest first."""
    linked = select(LinkedIdentity).where(LinkedIdentity.account_id == account_id)
    return session.exec(linked.order_by(col(LinkedIdentity.linked_at))).all()


def last_sign_in(session: ReadSession, account_id: int, mark: str, but: int) -> datetime | None:
    """When the account was last opened from a browser that was known then, this session left aside."""
    opened = col(AuthSession.account_id) == account_id, col(AuthSession.awaits) == Awaits.NOTHING
    same = col(AuthSession.browser) == mark, col(AuthSession.id) != but
    return session.exec(select(func.max(col(AuthSession.created_at))).where(*opened, *same)).one()


def forget_codes(session: Session, before: datetime, details_before: datetime) -> None:
    """Old codes, and sooner what was typed with those that were never used."""
    created = col(VerificationCode.created_at)
    session.exec(delete(VerificationCode).where(created < before))
    session.exec(update(VerificationCode).where(created < details_before).values(details={}))


def forget_sessions(session: Session, before: datetime) -> None:
    """The sessions that ended long ago."""
    session.exec(delete(AuthSession).where(col(AuthSession.expires_at) < before))


def forget_sign_ups(session: Session, before: datetime) -> None:
    """The accounts whose contact was never proved, and the codes sent to them."""
    pending = col(Account.activated_at).is_(None), col(Account.deleted_at).is_(None), col(Account.created_at) < before
    ids = select(Account.id).where(*pending)
    session.exec(delete(VerificationCode).where(col(VerificationCode.account_id).in_(ids)))
    session.exec(delete(Account).where(*pending))


def _bearer(rows: Sequence[Any]) -> Bearer | None:
    return Bearer(*rows[0]) if rows else None
