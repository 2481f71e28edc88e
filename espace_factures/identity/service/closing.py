"""An operator ends the sessions of one person, or of everybody: open pages leave at once."""

from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.forms import Address
from espace_factures.identity.service import sessions


def close_of(uow: UnitOfWork, ports: Inside, email: str) -> None:
    """Those of the account that proved the address."""
    account = repository.owner_of(uow.session, parse(Address, {"email": email}).email)
    if account is None:
        raise NotFoundError("Aucun compte n’a cette adresse.")
    sessions.close_others(uow, ports, account.id)
    audit_service.record(uow, ports, None, Action.SESSION_CLOSED, f"account:{account.id}")


def close_everybodys(uow: UnitOfWork, ports: Inside) -> int:
    """All of them, the operator's own included; returns how many people must sign in again."""
    whose = repository.revoke_everybody(uow.session, ports.clock.now())
    for account_id in sorted(whose):
        uow.notify(topics.account(account_id))
    audit_service.record(uow, ports, None, Action.SESSION_CLOSED, "account:everybody", people=len(whose))
    return len(whose)
