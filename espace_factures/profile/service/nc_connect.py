"""Whether NC Connect opens the account, and no more of it when its person says so."""

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.identity.service import recent
from espace_factures.profile import repository


def is_linked(uow: Reading, _ports: Inside, actor: Actor) -> bool:
    """Whether the actor may sign in through the identity provider."""
    actor.require(Permission.ACCOUNT_USE)
    return repository.has_identity(uow.session, actor.account_id)


def unlink(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    """Forget the identities of the account of an actor who proved lately that it is they."""
    actor.require(Permission.ACCOUNT_USE)
    recent.require(uow, ports, actor)
    repository.forget_identities(uow.session, actor.account_id)
    audit_service.record(uow, ports, actor, Action.IDENTITY_UNLINKED, f"account:{actor.account_id}")
