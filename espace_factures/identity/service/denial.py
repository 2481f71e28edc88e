"""« Ce n'était pas moi »: the button of a security notice, which doubts what came with it or later."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from espace_factures import routes
from espace_factures.app import limits, sealed
from espace_factures.app.limits import Memory
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.errors import Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import Account
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.service import appointments, doubt, passwords, reach, sessions

PURPOSE: Final = "denial"
LIFETIME: Final = timedelta(days=3)
JUST_BEFORE: Final = timedelta(minutes=1)
"""A notice is written a moment after what it tells."""
LOST: Final = Refusal(
    "denial-lost",
    "Ce lien ne sert plus : il vaut trois jours, et une fois. Changez votre mot de passe par « Mot de passe "
    "oublié ? », ou présentez-vous à un point d’accueil de la Province.",
)


def address(ports: Inside, account_id: int, at: datetime, former: str = "") -> str:
    """What the button opens; it is for the account's own mailbox, or the former one, which takes the account back."""
    values = {"account": account_id, "at": at.timestamp(), "former": former, "once": ports.chance.token()}
    token = sealed.seal(ports.settings.keys, PURPOSE, values, ports.clock.now(), LIFETIME)
    return ports.settings.origin + routes.with_query(routes.DENIAL, lien=token)


def deny(uow: UnitOfWork, ports: Inside, token: str) -> str | Refusal:
    """Close every session and the password, doubt what was added since; returns the address that needs another one."""
    values = read(ports, token)
    if values is None or not limits.once(uow, ports, Memory.DENIAL, str(values["once"])):
        return LOST
    account = repository.lock_account(uow.session, int(values["account"]))
    if account.deleted_at is not None:
        return LOST
    since, former = datetime.fromtimestamp(float(values["at"]), UTC) - JUST_BEFORE, str(values["former"])
    sessions.close_others(uow, ports, account.id)
    account.password_hash = passwords.hash_password(ports.chance.token())
    reach.secured(ports, account)
    repository.close_every_code(uow.session, account, ports.clock.now())
    is_reached = _take_back(uow, ports, account, since, former)
    doubt.begin(uow, account, since)
    audit_service.record(uow, ports, None, Action.ACCOUNT_DENIED, f"account:{account.id}")
    return account.email if is_reached else LOST


def _take_back(uow: UnitOfWork, ports: Inside, account: Account, since: datetime, former: str) -> bool:
    """The next code goes where the notice went, never to a contact that came since; whether it can."""
    if account.mobile_proved_at is not None and account.mobile_proved_at > since:
        account.mobile_proved_at = None
    if former and not appointments.prove_address(uow, ports, account, former):
        return False
    if account.own_email:
        account.preferred_contact = Contact.EMAIL
    return True


def read(ports: Inside, token: str) -> dict[str, Any] | None:
    """What the link says, while it is valid."""
    return sealed.unseal(ports.settings.keys, PURPOSE, token, ports.clock.now())
