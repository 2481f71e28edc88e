"""Makes the codes that were asked, and sends each where it proves something; who is already told so has none."""

from typing import Final

from espace_factures import routes
from espace_factures.app import limits
from espace_factures.app.limits import Limit, Memory
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from espace_factures.identity import messages, repository
from espace_factures.identity.models import Account, VerificationCode
from espace_factures.identity.rules import traces
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.rules.verification import Purpose
from espace_factures.notifications.service import outbox

DONE: Final = "-"
"""In the place of a trace, for what was weighed and has no code of its own: no code is right."""


def deliver(uow: UnitOfWork, ports: Inside, code_id: int) -> None:
    """Make the code and send it; one already made, or closed, is left alone."""
    row = repository.code_by_id(uow.session, code_id)
    if row is None or row.code_hash or row.closed_at:
        return
    row.code_hash = DONE
    if row.purpose is Purpose.RECOVERY:
        _send_to_each(uow, ports, row)
        return
    account = repository.by_id(uow.session, row.account_id) if row.account_id else None
    if account is not None and not _is_taken(uow, ports, row, account):
        code = ports.chance.code()
        row.code_hash = traces.hash_code(ports.settings.keys, row.ticket, code)[0]
        _send(uow, ports, row, account, code)


def _send_to_each(uow: UnitOfWork, ports: Inside, row: VerificationCode) -> None:
    """A forgotten password: each active account of the address has a code of its own, which opens it alone."""
    codes: set[str] = set()
    for account in repository.going_by(uow.session, row.email):
        if account.activated_at is None or (account.preferred_contact is Contact.EMAIL and not account.own_email):
            continue
        while (code := ports.chance.code()) in codes:
            pass
        codes.add(code)
        sent = VerificationCode(**row.model_dump(exclude={"id", "account_id", "code_hash", "channel"}))
        sent.account_id, sent.channel = account.id, account.preferred_contact
        sent.code_hash = traces.hash_code(ports.settings.keys, row.ticket, code)[0]
        uow.session.add(sent)
        _send(uow, ports, sent, account, code)


def _is_taken(uow: UnitOfWork, ports: Inside, row: VerificationCode, account: Account) -> bool:
    """Whether the code would prove an address that is somebody's; they are told, and nobody else."""
    owner = repository.owner_of(uow.session, row.email)
    is_sign_up = row.purpose is Purpose.ACTIVATION
    if owner is not None and (is_sign_up or (row.purpose is Purpose.EMAIL and owner.id != account.id)):
        if row.channel is Contact.EMAIL or limits.once(uow, ports, Memory.NAMESAKE, owner.email):
            letter = messages.already_registered(ports.settings.origin + routes.SIGN_IN)
            outbox.mail(uow, ports, owner.email, letter)
        return row.channel is Contact.EMAIL or account.activated_at is not None
    return is_sign_up and account.activated_at is not None


def _send(uow: UnitOfWork, ports: Inside, row: VerificationCode, account: Account, code: str) -> None:
    if row.channel is Contact.EMAIL:
        outbox.mail(uow, ports, row.email, messages.code_by_mail(row.purpose, code), is_secret=True)
        return
    mobile = row.details.get("mobile") or account.mobile or ""
    is_own = row.purpose is Purpose.RECOVERY
    owner = f"{row.browser}:{account.id}" if row.browser else str(account.id)
    limit, subject = (Limit.TEXTS_OF_ACCOUNT, owner) if is_own else (Limit.TEXTS, mobile)
    if not limits.count(uow, ports, limit, subject).is_over:
        outbox.text(uow, ports, mobile, messages.code_by_text(code, ports.settings.host), is_secret=True)
