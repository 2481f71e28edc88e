"""Mails, SMS, notices and subscriptions in the database."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, delete, exists, false, func, select, update

from espace_factures.app.reading import ReadSession
from espace_factures.notifications.models import Mail, Notice, Subscription, Text


def mail_to_send(session: Session, mail_id: int) -> Mail | None:
    """The mail, locked, unless it has left already."""
    waiting = col(Mail.sent_at).is_(None), col(Mail.refused_at).is_(None)
    return session.exec(select(Mail).where(Mail.id == mail_id, *waiting).with_for_update()).first()


def text_to_send(session: Session, text_id: int) -> Text | None:
    """The SMS, locked, unless it has left already."""
    waiting = col(Text.sent_at).is_(None), col(Text.refused_at).is_(None)
    return session.exec(select(Text).where(Text.id == text_id, *waiting).with_for_update()).first()


def forget_messages(session: Session, mails: Collection[int], texts: Collection[int]) -> bool:
    """Erase these mails and SMS, unless one of them has left; whether they are erased."""
    left = []
    for table, numbers in ((Mail, mails), (Text, texts)):
        rows = select(table).where(col(table.id).in_(numbers)).with_for_update()
        left += [row for row in (session.exec(rows).all() if numbers else ()) if row.sent_at or row.refused_at]
    if left:
        return False
    for table, numbers in ((Mail, mails), (Text, texts)):
        session.exec(delete(table).where(col(table.id).in_(numbers)))
    return True


def forget_notices(session: Session, numbers: Collection[int]) -> Sequence[int]:
    """Erase these notices where they are unread; returns whose they were."""
    unread = col(Notice.id).in_(numbers), col(Notice.read_at).is_(None)
    erased = delete(Notice).where(*unread).returning(col(Notice.account_id))
    return session.execute(erased).scalars().all()


def latest_texts(session: ReadSession, limit: int) -> Sequence[Text]:
    """The SMS of the development mailbox, newest first."""
    return session.exec(select(Text).order_by(col(Text.id).desc()).limit(limit)).all()


def choices(session: ReadSession, account_ids: Collection[int]) -> dict[int, dict[tuple[str, str], bool]]:
    """What each account chose to be told, by (event, channel)."""
    found: dict[int, dict[tuple[str, str], bool]] = {account_id: {} for account_id in account_ids}
    if not found:
        return found
    rows = session.exec(select(Subscription).where(col(Subscription.account_id).in_(account_ids))).all()
    for row in rows:
        found[row.account_id][row.event, row.channel] = row.is_on
    return found


def choose(session: Session, account_id: int, event: str, channel: str, *, is_on: bool) -> None:
    """Remember a choice."""
    values = {"account_id": account_id, "event": event, "channel": channel, "is_on": is_on}
    chosen = insert(Subscription).values(**values)
    same = ["account_id", "event", "channel"]
    session.exec(chosen.on_conflict_do_update(index_elements=same, set_={"is_on": is_on}))


def latest_mails(session: ReadSession, limit: int) -> Sequence[Mail]:
    """The mails of the development mailbox, newest first."""
    return session.exec(select(Mail).order_by(col(Mail.id).desc()).limit(limit)).all()


def unread_count(session: ReadSession, account_id: int) -> int:
    """How many notices the person has not opened, 99 at most."""
    some = select(Notice.id).where(Notice.account_id == account_id, col(Notice.read_at).is_(None)).limit(99)
    return session.exec(select(func.count()).select_from(some.subquery())).one()


def has_unread(session: ReadSession, account_id: int, link: str) -> bool:
    """Whether a notice that leads to a page waits for the person."""
    return session.exec(select(is_waiting(account_id, link))).one()


def is_waiting(account_id: int, link: str) -> ColumnElement[bool]:
    """The same, as a condition; nothing leads to an empty link."""
    waiting = col(Notice.account_id) == account_id, col(Notice.read_at).is_(None), col(Notice.link) == link
    return exists().where(*waiting) if link else false()


def latest_notices(session: ReadSession, account_id: int, limit: int) -> Sequence[Notice]:
    """The person's notices, those he has not read first, then the newest."""
    mine = select(Notice).where(Notice.account_id == account_id)
    return session.exec(mine.order_by(col(Notice.read_at).is_(None).desc(), col(Notice.id).desc()).limit(limit)).all()


def mark_read(session: Session, account_id: int, now: datetime, link: str = "") -> None:
    """Close the person's notices: all of them, or those that lead to one page."""
    change = update(Notice).where(col(Notice.account_id) == account_id, col(Notice.read_at).is_(None))
    session.exec((change.where(col(Notice.link) == link) if link else change).values(read_at=now))
