"""A mail at the door: from whom it is, for whom, and kept durably before the relay hears that it is ours."""

from dataclasses import dataclass
from typing import Final

import structlog
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.outside import away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import inside, read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.emails import folded
from espace_factures.core.mail_files import is_bearable
from espace_factures.core.mail_heads import Head, head_of
from espace_factures.core.ports import Inside
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import boxes
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service.acting import actor_of
from espace_factures.invoices.inbox import repository
from espace_factures.invoices.inbox.models import ReceivedMail
from espace_factures.invoices.inbox.rules import key_of, storage_key
from espace_factures.jobs.queue import Job, Line

OPEN: Final = Job("invoices.open_mail", Line.MAILBOX)
UNKNOWN: Final = "Cette adresse n’existe pas."
STRANGER: Final = "Cette adresse ne reçoit rien de vous."
ILLEGIBLE: Final = "Ce courriel ne peut pas être lu."
HEAVY: Final = "Ce courriel a trop de parties : joignez vos fichiers un à un, sans autre mise en forme."

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Admitted:
    """Whose the mail is and for which établissement; or why it is refused, or that it came before."""

    actor: Actor | None = None
    establishment_id: int = 0
    refusal: str = ""


async def is_known(address: str) -> bool:
    """Whether an address is a drop-box."""
    return await read(_is_known, address)


async def take(address: str, envelope_sender: str, content: bytes) -> str:
    """Keep the mail and queue its reading; why it is refused for good, or nothing: it is ours."""
    refusal = await _taken(address, envelope_sender, content)
    log.info("inbox.refused" if refusal else "inbox.received", size=len(content))
    return refusal


async def _taken(address: str, envelope_sender: str, content: bytes) -> str:
    try:
        head = head_of(content, envelope_sender, inside().settings.vouched_by)
    except ValueError:
        return ILLEGIBLE
    if not await away(is_bearable, content):
        return HEAVY
    key = key_of(address, folded(head.sender), head.message_id, content)
    admitted = await run(admit, address, head, key)
    if admitted.actor is not None:
        await away(outside().files.put, storage_key(key), content)
        await run(keep, admitted.actor, admitted.establishment_id, key, is_automatic=head.is_automatic)
    return admitted.refusal


def admit(uow: UnitOfWork, ports: Inside, address: str, head: Head, key: str) -> Admitted:
    """Who sends it, when the address is proved and its person deposits there; a stranger learns nothing more."""
    place = boxes.place_at(uow, ports, address)
    account = identity_repository.owner_of(uow.session, folded(head.sender))
    if place is None:
        return Admitted(refusal=UNKNOWN)
    if account is None or not head.is_vouched or not may_deposit(uow, account.id, place.id):
        return Admitted(refusal=STRANGER)
    if repository.by_key(uow.session, key) is not None:
        return Admitted()
    over = limits.count(uow, ports, Limit.MAILS_RECEIVED, account.id).refusal
    return Admitted(refusal=over) if over else Admitted(actor_of(uow, account.id, ""), place.id)


def may_deposit(uow: Reading, account_id: int, establishment_id: int) -> bool:
    """Whether the person deposits for the établissement, and nothing holds them back."""
    found = establishments_repository.find(uow.session, establishment_id, account_id, MemberRight.DEPOSIT)
    return found is not None and actor_of(uow, account_id, "").can(Permission.INVOICE_DEPOSIT)


def keep(uow: UnitOfWork, ports: Inside, actor: Actor, establishment_id: int, key: str, *, is_automatic: bool) -> None:
    """Write the row of a mail at rest, with the job that opens it; once, whoever repeats it meanwhile."""
    actor.require(Permission.INVOICE_DEPOSIT)
    values = {
        "key": key,
        "establishment_id": establishment_id,
        "account_id": actor.account_id,
        "is_automatic": is_automatic,
        "fates": [],
        "received_at": ports.clock.now(),
    }
    writing = insert(ReceivedMail).values(values).on_conflict_do_nothing(index_elements=["key"])
    mail_id = uow.session.execute(writing.returning(col(ReceivedMail.id))).scalar()
    if mail_id is not None:
        uow.defer(OPEN, mail_id=mail_id)
        audit_service.record(uow, ports, actor, Action.BOX_MAIL, f"establishment:{establishment_id}", mail=mail_id)


def _is_known(uow: Reading, ports: Inside, address: str) -> bool:
    return boxes.place_at(uow, ports, address) is not None
