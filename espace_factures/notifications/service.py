"""Tells people: mails written in the transaction and sent after it, notices in the portal."""

from dataclasses import dataclass
from typing import Final

from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import MailMessage, Ports
from espace_factures.db import UnitOfWork
from espace_factures.notifications import repository
from espace_factures.notifications.messages import Letter, as_html, as_text
from espace_factures.notifications.models import Mail, Notice

SEND_MAIL: Final = "notifications.send_mail"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told."""

    account_id: int
    email: str


def mail(uow: UnitOfWork, ports: Ports, to: str, letter: Letter, *, is_secret: bool = False) -> None:
    """Write the mail with what caused it; it leaves after the commit. A secret one is blanked once sent."""
    row = Mail(
        recipient=to,
        subject=letter.subject,
        text=as_text(letter),
        html=as_html(letter),
        is_secret=is_secret,
        created_at=ports.clock.now(),
    )
    uow.session.add(row)
    uow.session.flush()
    uow.defer(SEND_MAIL, mail_id=row.id)


def tell(uow: UnitOfWork, ports: Ports, recipients: list[Recipient], letter: Letter, title: str, link: str) -> None:
    """A mail and a line in the portal for each recipient; their open pages show it at once."""
    for recipient in recipients:
        mail(uow, ports, recipient.email, letter)
        uow.session.add(Notice(account_id=recipient.account_id, title=title, link=link, created_at=ports.clock.now()))
        uow.notify(f"account:{recipient.account_id}")


def unread_count(uow: UnitOfWork, _ports: Ports, actor: Actor) -> int:
    """How many notices wait for the person."""
    return repository.unread_count(uow.session, actor.account_id)


def notices(uow: UnitOfWork, _ports: Ports, actor: Actor) -> list[Notice]:
    """The person's latest notices."""
    actor.require(Permission.ACCOUNT_USE)
    return list(repository.latest_notices(uow.session, actor.account_id, 50))


def mark_read(uow: UnitOfWork, ports: Ports, actor: Actor, link: str = "") -> None:
    """The person has seen them."""
    repository.mark_read(uow.session, actor.account_id, ports.clock.now(), link)


def mail_to_send(uow: UnitOfWork, ports: Ports, mail_id: int) -> MailMessage | None:
    """What is to leave, or None when it has left."""
    row = repository.mail_to_send(uow.session, mail_id)
    if row is None:
        return None
    host = ports.settings.origin.split("//", 1)[-1].split(":", 1)[0]
    return MailMessage(f"<mail-{row.id}@{host}>", row.recipient, row.subject, row.text, row.html)


def mail_left(uow: UnitOfWork, ports: Ports, mail_id: int) -> None:
    """The server took it: remember, and forget what was secret in it."""
    row = repository.mail_to_send(uow.session, mail_id)
    if row is None:
        return
    row.sent_at = ports.clock.now()
    if row.is_secret and not ports.settings.shows_mailbox:
        row.text = row.html = ""


def mail_refused(uow: UnitOfWork, ports: Ports, mail_id: int) -> None:
    """The server will never take it."""
    row = repository.mail_to_send(uow.session, mail_id)
    if row is not None:
        row.refused_at = ports.clock.now()


def mailbox(uow: UnitOfWork, ports: Ports) -> list[Mail]:
    """What would have left, for the development mailbox only."""
    return list(repository.latest_mails(uow.session, 100)) if ports.settings.shows_mailbox else []
