"""The present password, asked before what changes an account: its try is counted and committed before the gesture."""

import functools
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import Account
from espace_factures.identity.service import passwords

P = ParamSpec("P")
T = TypeVar("T")

WRONG_PASSWORD: Final = "Ce n’est pas votre mot de passe actuel."  # noqa: S105 - a sentence


@dataclass(frozen=True, slots=True)
class Proof:
    """An account's password was right a moment ago; the hash tells whether it still is."""

    account_id: int
    password_hash: str = field(repr=False)


def by_password(
    use_case: Callable[Concatenate[UnitOfWork, Inside, Actor, Account, P], T],
) -> Callable[Concatenate[Actor, str | Proof, P], Coroutine[Any, Any, T]]:
    """Make a use case a gesture that takes the password after the actor: it cannot be called without."""

    def proved(uow: UnitOfWork, ports: Inside, actor: Actor, proof: Proof, *args: P.args, **kwargs: P.kwargs) -> T:
        return use_case(uow, ports, actor, account_of(uow, actor, proof), *args, **kwargs)

    @functools.wraps(use_case)
    async def gesture(actor: Actor, password: str | Proof, *args: P.args, **kwargs: P.kwargs) -> T:
        proof = password if isinstance(password, Proof) else await prove(actor, password)
        return await run(proved, actor, proof, *args, **kwargs)

    return gesture


async def prove(actor: Actor, password: str) -> Proof:
    """Count a try of the actor's password, then weigh it with nothing open; raises FormError on « current »."""
    actor.require(Permission.ACCOUNT_PROTECT)
    if over := await run(_counted, actor):
        raise DomainError(over, "too-many")
    return await read(_weighed, actor, password)


def _counted(uow: UnitOfWork, ports: Inside, actor: Actor) -> str:
    return limits.count(uow, ports, Limit.PROOF, actor.account_id).refusal


def _weighed(uow: Reading, _ports: Inside, actor: Actor, password: str) -> Proof:
    account = repository.by_id(uow.session, actor.account_id)
    if not passwords.is_right(account.password_hash, password):
        raise FormError({"current": WRONG_PASSWORD})
    return Proof(account.id, account.password_hash)


def account_of(uow: Reading, actor: Actor, proof: Proof) -> Account:
    """The actor's account; a proof of another account, or of a password changed meanwhile, proves nothing."""
    actor.require(Permission.ACCOUNT_PROTECT)
    account = repository.by_id(uow.session, actor.account_id)
    if Proof(account.id, account.password_hash) != proof:
        raise FormError({"current": WRONG_PASSWORD})
    return account
