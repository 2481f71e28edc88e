"""An operator gives roles by address: to the account that proved it, or to the one that will."""

from collections.abc import Sequence
from enum import StrEnum

from espace_factures.app.forms import parse
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.forms import Address
from espace_factures.identity.models import Account
from espace_factures.organisation.service import agents


class Appointment(StrEnum):
    """What became of it."""

    GRANTED = "granted"
    OFFERED = "offered"
    UNCHANGED = "unchanged"


def appoint(uow: UnitOfWork, ports: Inside, email: str) -> Appointment:
    """The first administrator of a portal; once there is one, another comes by `give_role`."""
    address = parse(Address, {"email": email}).email
    if others := [account for account in repository.with_role(uow.session, Role.ADMIN) if account.email != address]:
        known = ", ".join(account.email for account in others)
        raise DomainError(
            f"Ce portail a déjà un administrateur ({known}). Nommez-en un autre par grant-role.", "administrator-known"
        )
    agents.withdraw_invitations(uow, ports, Role.ADMIN, but=address)
    return give_role(uow, ports, address, Role.ADMIN, ())


def give_role(
    uow: UnitOfWork, ports: Inside, email: str, role: Role, directions: Sequence[str], *, by: Actor | None = None
) -> Appointment:
    """Give a role to the account that proved the address, or offer it to the address."""
    address = parse(Address, {"email": email}).email
    account = repository.owner_of(uow.session, address)
    if account is None:
        agents.invite(uow, ports, address, role, directions, by=by)
        return Appointment.OFFERED
    is_changed = agents.grant(uow, ports, account.id, address, role, directions, by=by)
    return Appointment.GRANTED if is_changed else Appointment.UNCHANGED


def prove_address(uow: UnitOfWork, ports: Inside, account: Account, email: str) -> bool:
    """The address is the account's own from now on, with the roles that were offered to it.

    False when another account proved it first: whoever reads its mailbox opens that one.
    """
    if is_anothers(uow, account, email):
        return False
    account.email, account.email_proved_at = email, ports.clock.now()
    agents.take_invitations(uow, ports, account.id, account.email)
    return True


def is_anothers(uow: UnitOfWork, account: Account, email: str) -> bool:
    """Whether another account proved the address; nobody else proves it before this transaction ends."""
    repository.lock_email(uow.session, email)
    owner = repository.owner_of(uow.session, email)
    return owner is not None and owner.id != account.id
