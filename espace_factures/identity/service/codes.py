"""The code service: four digits that prove an address or a number, whatever they open then.

The page asks, and `sending` makes the code in a job. So an address without account takes the same time as another, and
the digits are nowhere but in the message. A refusal to be counted is a verdict, not an exception, so that it commits.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.errors import DomainError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import VerificationCode
from espace_factures.identity.rules import traces, verification
from espace_factures.identity.rules.browsers import Device
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.rules.verification import Purpose
from espace_factures.identity.service import budget
from espace_factures.jobs.queue import Job, Line

SEND_CODE: Final = Job("accounts.send_code", Line.CODES)
RESENT_WITHIN: Final = timedelta(days=1)

TOO_SOON: Final = "Un code vient de partir. Attendez trente secondes avant d’en demander un autre."
LOST: Final = "Cette page n’est plus valable : recommencez depuis le début."
WORN_OUT: Final = Refusal(
    "code-worn-out", "Ce code ne peut plus servir. Demandez-en un autre avec « Renvoyer le code »."
)
FOUR: Final = Refusal("code-malformed", "Écrivez les 4 chiffres du code.")
WRONG: Final = Refusal("code-wrong", "Ce n’est pas le code envoyé. Vérifiez les 4 chiffres du dernier message reçu.")


@dataclass(frozen=True, slots=True)
class Step:
    """What the code page may say of a ticket; `wait` is in seconds, until another code may be asked."""

    is_live: bool = False
    tries_left: int = 0
    email: str = ""
    wait: int = 0
    mobile: str = ""


def ask(
    uow: UnitOfWork,
    ports: Inside,
    email: str,
    purpose: Purpose,
    *,
    account_id: int | None = None,
    channel: Contact = Contact.EMAIL,
    details: dict[str, str | None] | None = None,
    mark: str = "",
) -> str:
    """A ticket for a code that will be sent after the commit; the earlier ones of this purpose are closed.

    A browser that the person signed in from, by its mark, has counters and a live code of its own.
    """
    now = ports.clock.now()
    row = VerificationCode(
        account_id=account_id,
        email=email,
        purpose=purpose,
        channel=channel,
        browser=mark,
        ticket=ports.chance.token(),
        details=details or {},
        created_at=now,
        expires_at=now + verification.CODE_LIFETIME,
    )
    if over := limits.count(uow, ports, Limit.CODES, _counted_by(row, mark)).refusal:
        raise DomainError(over, "too-many")
    repository.close_codes(uow.session, email, account_id, purpose, mark, now)
    uow.session.add(row)
    uow.session.flush()
    uow.defer(SEND_CODE, code_id=row.id)
    return row.ticket


def step(uow: UnitOfWork, ports: Inside, ticket: str) -> Step:
    """What whoever holds the ticket may be told; the same for an address without account."""
    row = repository.code_by_ticket(uow.session, ticket)
    if row is None:
        return Step()
    wait = max((row.created_at + verification.RESEND_AFTER - ports.clock.now()).total_seconds(), 0)
    mobile = row.details.get("mobile") if row.channel is Contact.SMS else ""
    return Step(_is_live(ports, row), max(verification.CODE_TRIES - row.tries, 0), row.email, round(wait), mobile or "")


def resend(uow: UnitOfWork, ports: Inside, ticket: str) -> str:
    """Another code for the same purpose; returns the new ticket."""
    row = repository.code_by_ticket(uow.session, ticket)
    if row is None or ports.clock.now() > row.created_at + RESENT_WITHIN:
        raise DomainError(LOST, "code-lost")
    if ports.clock.now() < row.created_at + verification.RESEND_AFTER:
        raise DomainError(TOO_SOON, "code-too-soon")
    given = {"account_id": row.account_id, "channel": row.channel, "details": row.details, "mark": row.browser}
    return ask(uow, ports, row.email, row.purpose, **given)


def check(
    uow: UnitOfWork,
    ports: Inside,
    ticket: str,
    typed: str,
    purpose: Purpose,
    device: Device,
    account_id: int | None = None,
) -> VerificationCode | Refusal:
    """Try a code: the row it closes when it is right, otherwise why not, in French; counted in either case."""
    typed = verification.code_in(typed)
    rows = repository.codes_by_ticket(uow.session, ticket)
    if not rows or not _is_live(ports, rows[0]):
        return WORN_OUT
    if not verification.looks_like_code(typed):
        return FOUR
    asked, *sent = rows
    asked.tries += 1
    if refusal := _over_budget(uow, ports, asked, device):
        return refusal
    right = next((row for row in rows if row.closed_at is None and _is_right(ports, row, typed)), None)
    if right is None or right.purpose is not purpose or account_id not in {None, right.account_id}:
        budget.count_wrong(uow, ports, device.address)
        _note(uow, ports, Action.CODE_REFUSED, (sent or [asked])[0], device)
        return WRONG
    asked.closed_at = ports.clock.now()
    return right


def reopen(uow: UnitOfWork, row: VerificationCode) -> None:
    """The right code was typed beside something to correct: it serves again."""
    asked = repository.code_by_ticket(uow.session, row.ticket)
    if asked is not None:
        asked.closed_at = None


def _is_live(ports: Inside, row: VerificationCode) -> bool:
    return verification.is_code_live(row.expires_at, row.closed_at, row.tries, ports.clock.now())


def _over_budget(uow: UnitOfWork, ports: Inside, row: VerificationCode, device: Device) -> Refusal | None:
    mark = device.browser.mark_for(row.email)
    if not mark and budget.is_spent(uow, ports, device.address):
        return budget.SPENT
    tried = limits.count(uow, ports, Limit.CODE_TRIES, f"{row.purpose}:{_counted_by(row, mark)}")
    if tried.is_first_over:
        _note(uow, ports, Action.CODE_LOCKED, row, device)
    return Refusal("code-locked", tried.refusal) if tried.is_over else None


def _note(uow: UnitOfWork, ports: Inside, action: Action, row: VerificationCode, device: Device) -> None:
    audit_service.at_the_door(uow, ports, action, row.account_id, device.address, purpose=row.purpose)


def _is_right(ports: Inside, row: VerificationCode, typed: str) -> bool:
    expected = traces.hash_code(ports.settings.keys, row.ticket, typed)
    return any(hmac.compare_digest(row.code_hash, trace) for trace in expected)


def _counted_by(row: VerificationCode, mark: str) -> str:
    """What the code proves: an SMS uses up nothing of the address that was typed beside the number."""
    subject = (row.details.get("mobile") if row.channel is Contact.SMS else "") or row.email
    subject = f"account-{row.account_id}" if row.purpose is Purpose.MOBILE else subject
    return f"{mark}:{subject}" if mark else subject
