"""Tells people: mails and SMS written in the transaction and sent after it, notices in the portal."""

from dataclasses import dataclass, replace
from typing import Final

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside, MailMessage, TextMessage
from espace_factures.core.words import plain
from espace_factures.jobs.queue import Job, Line
from espace_factures.notifications import repository, rules
from espace_factures.notifications.messages import Letter, as_html, as_text, as_text_message
from espace_factures.notifications.models import Mail, Notice, Text
from espace_factures.notifications.rules import Channel, Event
from espace_factures.notifications.service import holding, subscriptions

SEND_MAIL: Final = Job("notifications.send_mail", Line.MAILS)
SEND_TEXT: Final = Job("notifications.send_text", Line.MAILS)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told; each contact is empty until it was proved, and `email` where only a former number is warned."""

    account_id: int
    email: str
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What would have left, for the development mailbox."""

    mails: list[Mail]
    texts: list[Text]


def mail(
    uow: UnitOfWork,
    ports: Inside,
    to: str,
    letter: Letter,
    *,
    is_secret: bool = False,
    unsubscribe: str = "",
    attachment: str = "",
) -> None:
    """Write the mail with what caused it; it leaves after the commit. A secret one is blanked once sent."""
    settings = ports.settings.origin + routes.SUBSCRIPTIONS if unsubscribe else ""
    row = Mail(
        recipient=to,
        subject=letter.subject,
        text=as_text(letter, settings),
        html=as_html(letter, settings),
        is_secret=is_secret,
        unsubscribe=unsubscribe,
        attachment=attachment,
        created_at=ports.clock.now(),
    )
    uow.session.add(row)
    uow.session.flush()
    uow.defer(_at_once(SEND_MAIL) if is_secret else _held(SEND_MAIL, "mails", row.id), mail_id=row.id)


def text(uow: UnitOfWork, ports: Inside, to: str, body: str, *, is_secret: bool = False) -> None:
    """Write the SMS with what caused it; the same rules as for a mail."""
    row = Text(recipient=to, body=plain(body), is_secret=is_secret, created_at=ports.clock.now())
    uow.session.add(row)
    uow.session.flush()
    uow.defer(_at_once(SEND_TEXT) if is_secret else _held(SEND_TEXT, "texts", row.id), text_id=row.id)


def _at_once(job: Job) -> Job:
    """Somebody waits for a code in front of their screen: it does not stand behind the mails of others."""
    return replace(job, line=Line.CODES)


def _held(job: Job, kind: str, number: int) -> Job:
    """What may still be taken back is remembered, and waits."""
    told = holding.held()
    if told is None:
        return job
    getattr(told, kind).append(number)
    return replace(job, delay=told.seconds)


def _note(uow: UnitOfWork, ports: Inside, recipient: Recipient, title: str, link: str) -> None:
    """A line in the portal."""
    row = Notice(account_id=recipient.account_id, title=title, link=link, created_at=ports.clock.now())
    uow.session.add(row)
    if (told := holding.held()) is not None:
        uow.session.flush()
        told.notices.append(row.id)


def tell(
    uow: UnitOfWork, ports: Inside, event: Event, recipients: list[Recipient], letter: Letter, title: str, link: str
) -> None:
    """Tell each recipient where he wishes to be told; open pages show it at once."""
    living = [recipient for recipient in recipients if not recipient.email.endswith(rules.NOBODY)]
    chosen = repository.choices(uow.session, {recipient.account_id for recipient in living})
    for recipient in living:
        channels = {channel for channel in Channel if rules.wanted(event, channel, chosen[recipient.account_id])}
        if Channel.EMAIL in channels and recipient.email:
            stop = subscriptions.stop_address(ports, recipient.account_id, event)
            mail(uow, ports, recipient.email, letter, unsubscribe=stop)
        if Channel.SMS in channels and recipient.mobile:
            text(uow, ports, recipient.mobile, as_text_message(title, ports.settings.origin + link))
        if Channel.PORTAL in channels:
            _note(uow, ports, recipient, title, link)
        uow.notify(topics.account(recipient.account_id))


def confirm(
    uow: UnitOfWork, ports: Inside, event: Event, actor: Actor, letter: Letter, *, attachment: str = ""
) -> None:
    """Write to somebody what he just did himself, unless he wants no mail about it."""
    chosen = repository.choices(uow.session, {actor.account_id})[actor.account_id]
    if rules.wanted(event, Channel.EMAIL, chosen):
        stop = subscriptions.stop_address(ports, actor.account_id, event)
        mail(uow, ports, actor.email, letter, unsubscribe=stop, attachment=attachment)


def warn(
    uow: UnitOfWork,
    ports: Inside,
    recipient: Recipient,
    letter: Letter,
    link: str,
    *,
    body: str = "",
    notice: bool = True,
) -> None:
    """A security notice, whatever was chosen: by mail, by SMS when there is a `body` for it, and in the portal."""
    if recipient.email and not recipient.email.endswith(rules.NOBODY):
        mail(uow, ports, recipient.email, letter)
    if recipient.mobile and body:
        text(uow, ports, recipient.mobile, body)
    if notice:
        _note(uow, ports, recipient, letter.subject, link)
    uow.notify(topics.account(recipient.account_id))


def unread_count(uow: Reading, _ports: Inside, actor: Actor) -> int:
    """How many notices wait for the person."""
    return repository.unread_count(uow.session, actor.account_id)


def notices(uow: Reading, _ports: Inside, actor: Actor) -> list[Notice]:
    """The person's latest notices."""
    actor.require(Permission.ACCOUNT_USE)
    return list(repository.latest_notices(uow.session, actor.account_id, 50))


async def close_notices(actor: Actor, link: str) -> None:
    """The person opens a page: the notices that lead to it are read."""
    if await read(has_unread, actor, link):
        await run(mark_read, actor, link)


def has_unread(uow: Reading, _ports: Inside, actor: Actor, link: str) -> bool:
    """Whether a notice that leads to a page waits for the person."""
    return repository.has_unread(uow.session, actor.account_id, link)


def mark_read(uow: UnitOfWork, ports: Inside, actor: Actor, link: str = "") -> None:
    """The person has seen them."""
    repository.mark_read(uow.session, actor.account_id, ports.clock.now(), link)


def mail_to_send(uow: UnitOfWork, ports: Inside, mail_id: int) -> tuple[MailMessage, str] | None:
    """What is to leave, with the name of what it brings; None when it has left."""
    row = repository.mail_to_send(uow.session, mail_id)
    if row is None:
        return None
    number = f"<mail-{row.id}@{ports.settings.host}>"
    message = MailMessage(number, row.recipient, row.subject, row.text, row.html, row.unsubscribe)
    return message, row.attachment


def mail_left(uow: UnitOfWork, ports: Inside, mail_id: int) -> None:
    """The server took it: remember, and forget what was secret in it."""
    row = repository.mail_to_send(uow.session, mail_id)
    if row is None:
        return
    row.sent_at = ports.clock.now()
    if row.is_secret and not ports.settings.shows_mailbox:
        row.text = row.html = ""


def mail_refused(uow: UnitOfWork, ports: Inside, mail_id: int) -> None:
    """The server will never take it."""
    row = repository.mail_to_send(uow.session, mail_id)
    if row is not None:
        row.refused_at = ports.clock.now()


def text_to_send(uow: UnitOfWork, _ports: Inside, text_id: int) -> TextMessage | None:
    """What is to leave, or None when it has left."""
    row = repository.text_to_send(uow.session, text_id)
    return TextMessage(f"sms-{row.id}", row.recipient, row.body) if row else None


def text_left(uow: UnitOfWork, ports: Inside, text_id: int) -> None:
    """The gateway took it: remember, and forget what was secret in it."""
    row = repository.text_to_send(uow.session, text_id)
    if row is None:
        return
    row.sent_at = ports.clock.now()
    if row.is_secret and not ports.settings.shows_mailbox:
        row.body = ""


def text_refused(uow: UnitOfWork, ports: Inside, text_id: int) -> None:
    """The gateway will never take it."""
    row = repository.text_to_send(uow.session, text_id)
    if row is not None:
        row.refused_at = ports.clock.now()


def mailbox(uow: Reading, ports: Inside) -> Mailbox:
    """The latest of both, for the development mailbox only."""
    if not ports.settings.shows_mailbox:
        return Mailbox([], [])
    return Mailbox(list(repository.latest_mails(uow.session, 100)), list(repository.latest_texts(uow.session, 100)))
