"""What leaves the database with a person, and what stays without their name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import text
from sqlmodel import Session, SQLModel, col, delete, or_, select, update

from espace_factures.app import limits
from espace_factures.app.words import WordsUnderWay
from espace_factures.demandes.models import Demande, DemandeEvent, DemandeReading, DemandeVisit, FreshDecision, Message
from espace_factures.documents.models import Document
from espace_factures.documents.rules import SHEETS
from espace_factures.establishments.models import Establishment, Invitation, Membership
from espace_factures.habilitations.models import HabilitationDraft
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import (
    Account,
    AuthSession,
    FormerContact,
    LinkedIdentity,
    Passkey,
    RecoveryCode,
    VerificationCode,
)
from espace_factures.identity.rules.people import Contact
from espace_factures.invoices.models import CreditNote, Invoice, InvoiceDraft
from espace_factures.notifications.models import Mail, Notice, Subscription, Text
from espace_factures.organisation.models import AgentInvitation
from espace_factures.privacy import repository
from espace_factures.privacy.rules import leaving

OWN: Final[tuple[type[SQLModel], ...]] = (
    Passkey,
    RecoveryCode,
    LinkedIdentity,
    VerificationCode,
    Subscription,
    Notice,
    DemandeReading,
    DemandeVisit,
    FreshDecision,
    HabilitationDraft,
    WordsUnderWay,
)
"""Rows that are the person's alone."""

ANONYMISING: Final = text("SELECT set_config('espace.anonymising', :state, true)")
FORGET_LETTERS: Final = text("""
    DELETE FROM mails m USING mails last
    WHERE last.subject = :subject AND coalesce(last.sent_at, last.refused_at) <= :before
        AND m.recipient = last.recipient AND m.id <= last.id
        AND coalesce(m.sent_at, m.refused_at) IS NOT NULL
""")


def lock_places(session: Session, account_id: int) -> None:
    """The person's établissements, locked in one order: two managers who leave at once leave one after the other."""
    mine = select(Membership.establishment_id).where(Membership.account_id == account_id, _is_open())
    rows = select(Establishment.id).where(col(Establishment.id).in_(mine)).order_by(col(Establishment.id))
    session.exec(rows.with_for_update()).all()


def end_memberships(session: Session, account_id: int, now: datetime) -> Sequence[int]:
    """The person acts for nobody any more, nor do the programs they let in; returns for which établissements."""
    let_in = update(Membership).where(col(Membership.let_in_by) == account_id, _is_open())
    session.exec(let_in.values(ended_at=now))
    mine = update(Membership).where(col(Membership.account_id) == account_id, _is_open())
    ended = mine.values(ended_at=now).returning(col(Membership.establishment_id))
    return session.execute(ended).scalars().all()


def forget_name(session: Session, account_id: int) -> None:
    """Their name leaves the histories and the conversations; nothing else of them changes."""
    ours = select(Membership.establishment_id).where(Membership.account_id == account_id)
    reached = or_(col(Demande.account_id) == account_id, col(Demande.establishment_id).in_(ours))
    demandes = select(Demande.id).where(reached)
    directions = [direction.name for direction in repository.directions(session).values()]
    offices = [*leaving.PROVINCE, *directions]
    session.execute(ANONYMISING, {"state": "on"})
    for table in (DemandeEvent, Message):
        theirs = col(table.account_id) == account_id, col(table.demande_id).in_(demandes)
        session.exec(update(table).where(*theirs, col(table.author).not_in(offices)).values(author=leaving.GONE))
    session.execute(ANONYMISING, {"state": "off"})


def forget_rows(session: Session, account: Account) -> list[str]:
    """What was the person's alone is gone; returns where the bytes of their loose files are."""
    account_id = account.id
    for table in OWN:
        owned: Any = table
        session.exec(delete(table).where(col(owned.account_id) == account_id))
    session.exec(delete(VerificationCode).where(col(VerificationCode.email) == account.own_email))
    for sent in (Invoice, CreditNote):
        session.exec(update(sent).where(col(sent.account_id) == account_id).values(draft_id=None))
    session.exec(delete(InvoiceDraft).where(col(InvoiceDraft.account_id) == account_id))
    loose = (
        col(Document.account_id) == account_id,
        col(Document.demande_id).is_(None),
        col(Document.role).not_in(SHEETS),
    )
    keys = session.execute(delete(Document).where(*loose).returning(col(Document.storage_key))).scalars()
    return [*keys, *repository.forget_exports(session, account_id)]


def forget_contacts(session: Session, account: Account) -> None:
    """Their address and their number leave what was sent to them, the answered invitations and the counters.

    What they typed and never proved may be somebody else's, who keeps theirs.
    """
    for former in session.exec(select(FormerContact).where(FormerContact.account_id == account.id)).all():
        _forget_sent(session, Mail if former.channel is Contact.EMAIL else Text, former.value)
        limits.forget_subject(session, former.value)
        session.delete(former)
    if account.own_email:
        _forget_sent(session, Mail, account.email)
        limits.forget_subject(session, account.email)
        for table in (Invitation, AgentInvitation):
            answered = col(table.email) == account.email, col(table.closed_at).is_not(None)
            session.exec(update(table).where(*answered).values(email=leaving.gone_email(account.id)))
    if account.mobile and account.mobile_proved_at:
        _forget_sent(session, Text, account.mobile)
        limits.forget_subject(session, account.mobile)


def close_sessions(session: Session, account_id: int, now: datetime) -> None:
    """Every session ends, and forgets from where it was opened."""
    identity_repository.revoke_all(session, account_id, 0, now)
    mine = update(AuthSession).where(col(AuthSession.account_id) == account_id)
    session.exec(mine.values(device="", address=""))


def forget_person(account: Account, now: datetime) -> None:
    """The account is nobody's, and opens for nobody."""
    account.email = leaving.gone_email(account.id)
    account.civility, account.birth_date = "", leaving.GONE_BIRTH_DATE
    account.first_name, account.last_name = leaving.GONE_FIRST_NAME, leaving.GONE_LAST_NAME
    account.mobile = account.mobile_proved_at = account.email_proved_at = account.activated_at = None
    account.preferred_contact, account.password_hash = Contact.EMAIL, leaving.NO_PASSWORD
    account.totp_sealed, account.totp_step = "", 0
    account.deleted_at = now


def forget_last_letters(session: Session, subject: str, before: datetime) -> None:
    """The mails to a person who left, up to the one that told them so."""
    session.execute(FORGET_LETTERS, {"subject": subject, "before": before})


def _forget_sent(session: Session, table: type[Mail] | type[Text], recipient: str) -> None:
    left = or_(col(table.sent_at).is_not(None), col(table.refused_at).is_not(None))
    session.exec(delete(table).where(col(table.recipient) == recipient, left))


def _is_open() -> Any:
    return col(Membership.ended_at).is_(None)
