"""After the door: each file of a mail becomes a draft, once whatever dies meanwhile, then its sender is answered."""

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.outside import away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError
from espace_factures.core.mail_files import MailFile, Unpacked, unpacked
from espace_factures.core.ports import Inside
from espace_factures.documents.rules import BUSY
from espace_factures.establishments import repository as establishments_repository
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service.acting import actor_of
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.deposit import repository as deposit_repository
from espace_factures.invoices.deposit.service import drafts
from espace_factures.invoices.inbox import messages, repository
from espace_factures.invoices.inbox.models import ReceivedMail
from espace_factures.invoices.inbox.rules import REMEMBERED, Became, Fate, digests_of, storage_key
from espace_factures.invoices.inbox.service.receiving import may_deposit
from espace_factures.notifications.service import outbox
from espace_factures.notifications.service.outbox import Recipient


class BusyError(Exception):
    """The person sends files by the page at this moment: the mail waits for them."""


async def open_mail(mail_id: int) -> None:
    """Make its drafts, answer, then forget the mail itself; a run that died goes on from the file it had reached."""
    mail = await read(found, mail_id)
    if mail is None:
        return
    if mail.answered_at is None:
        actor = await read(acting, mail)
        contents = await away(_contents, await _bytes(mail))
        for rank, file in enumerate(contents.files if actor and contents else ()):
            if actor and rank >= len(mail.fates):
                await run(note, mail_id, rank, await _became(actor, mail.establishment_id, file))
        left_out = contents.left_out if contents else 0
        await run(answer, mail_id, left_out, is_readable=contents is not None, is_told=actor is not None)
    await away(outside().files.delete, storage_key(mail.key))


async def _bytes(mail: ReceivedMail) -> bytes:
    return await away(outside().files.read, storage_key(mail.key))


def _contents(content: bytes) -> Unpacked | None:
    try:
        return unpacked(content)
    except ValueError:
        return None


async def _became(actor: Actor, establishment_id: int, file: MailFile) -> Fate:
    """Make a draft of a file, unless it is one already, or an invoice."""
    known = await read(known_file, actor, file)
    if known is not None:
        return known
    try:
        draft = await drafts.start_draft(actor, file.name, file.content)
    except FormError as error:
        sentence = next(iter(error.fields.values()), error.sentence)
        if sentence == BUSY:
            raise BusyError from error
        return Fate(file.name, Became.REFUSED, why=sentence)
    return await run(arrived, actor, establishment_id, draft, file.name)


def found(uow: Reading, _ports: Inside, mail_id: int) -> ReceivedMail | None:
    """The mail to open."""
    return repository.by_id(uow.session, mail_id)


def acting(uow: Reading, _ports: Inside, mail: ReceivedMail) -> Actor | None:
    """Who sent it, if they still deposit for the établissement."""
    is_theirs = may_deposit(uow, mail.account_id, mail.establishment_id)
    return actor_of(uow, mail.account_id, "") if is_theirs else None


def known_file(uow: Reading, ports: Inside, actor: Actor, file: MailFile) -> Fate | None:
    """What a file of these bytes is already, for this person; what others deposited is none of their business."""
    digests = digests_of(file.content)
    for digest in digests:
        for invoice in invoices_repository.with_bytes(uow.session, digest):
            if invoices_repository.find_readable(uow.session, actor, invoice.reference):
                return Fate(file.name, Became.DEPOSITED, _invoice(ports, invoice.reference))
    draft = repository.open_draft(uow.session, actor.account_id, digests)
    return Fate(file.name, Became.DRAFT, _draft(ports, draft.public_id)) if draft else None


def arrived(uow: UnitOfWork, ports: Inside, actor: Actor, establishment_id: int, public_id: str, name: str) -> Fate:
    """The draft is for the établissement of the drop-box, unless the document names another of the person's."""
    draft = deposit_repository.own_draft(uow.session, actor, public_id, lock=True)
    invoice = deposit_repository.of_draft(uow.session, draft.id) if draft else None
    if invoice is not None:
        return Fate(name, Became.DEPOSITED, _invoice(ports, invoice.reference))
    if draft is not None and not draft.values.get("establishment"):
        drafts.give_place(uow, ports, draft, establishments_repository.by_id(uow.session, establishment_id))
    uow.notify(topics.account(actor.account_id))
    return Fate(name, Became.DRAFT, _draft(ports, public_id))


def note(uow: UnitOfWork, _ports: Inside, mail_id: int, rank: int, fate: Fate) -> None:
    """Remember what a file became, so that another run does not read it again."""
    mail = repository.locked(uow.session, mail_id)
    if mail is not None and len(mail.fates) == rank:
        mail.fates = [*mail.fates, fate.kept()]


def answer(uow: UnitOfWork, ports: Inside, mail_id: int, left_out: int, *, is_readable: bool, is_told: bool) -> None:
    """Write to the account's own address, once; to a machine, a line in the portal alone."""
    mail = repository.locked(uow.session, mail_id)
    if mail is None:
        return
    if is_told:
        _tell(uow, ports, mail, left_out, is_readable=is_readable)
    mail.fates, mail.answered_at = [], ports.clock.now()


def _tell(uow: UnitOfWork, ports: Inside, mail: ReceivedMail, left_out: int, *, is_readable: bool) -> None:
    place = establishments_repository.by_id(uow.session, mail.establishment_id)
    fates = [Fate.of(kept) for kept in mail.fates]
    page = ports.settings.origin + routes.DEPOSIT
    letter = messages.answer(place.name, mail.received_at, fates, left_out, page, is_readable=is_readable)
    recipient = recipient_of(identity_repository.by_id(uow.session, mail.account_id))
    if mail.is_automatic:
        recipient = Recipient(recipient.account_id, "")
    outbox.warn(uow, ports, recipient, letter, routes.DEPOSIT, notice=mail.is_automatic)


async def purge() -> None:
    """Forget what no relay repeats any more: the file first, so that a crash leaves a row to begin again from."""
    for mail_id, key in await read(those_over):
        await away(outside().files.delete, storage_key(key))
        await run(discard, mail_id)


def those_over(uow: Reading, ports: Inside) -> list[tuple[int, str]]:
    """The mails that were answered long ago."""
    mails = repository.answered_before(uow.session, ports.clock.now() - REMEMBERED)
    return [(mail.id, mail.key) for mail in mails]


def discard(uow: UnitOfWork, _ports: Inside, mail_id: int) -> None:
    """The row of a mail whose file is gone."""
    mail = repository.by_id(uow.session, mail_id)
    if mail is not None:
        uow.session.delete(mail)


def _draft(ports: Inside, public_id: str) -> str:
    return ports.settings.origin + routes.with_query(routes.DEPOSIT, brouillon=public_id)


def _invoice(ports: Inside, reference: str) -> str:
    return ports.settings.origin + routes.with_query(routes.INVOICE, ref=reference)
