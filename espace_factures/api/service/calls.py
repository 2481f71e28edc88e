"""Who calls the API: a token is asked of the database at each call, counted, and every call is in the audit log."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from espace_factures.api import repository, rules
from espace_factures.api.models import ApiToken
from espace_factures.api.rules import Scope
from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity.rules import traces
from espace_factures.identity.service import programs

TOUCH_EVERY: Final = timedelta(minutes=1)
UNKNOWN: Final = Refusal("token-unknown", "Ce jeton est inconnu : recopiez-le en entier, ou créez-en un autre.")
OVER: Final = Refusal("token-over", "Ce jeton est révoqué ou expiré : un gestionnaire peut en créer un autre.")


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that may call now; `refusal` says why it is to wait instead."""

    actor: Actor
    token_id: int
    scopes: frozenset[Scope]
    left: int
    """Calls that it may still make in this minute."""
    refusal: Refusal | None = None
    is_kept: bool = True
    """Whether the call is written in the log: of those that a minute refuses, the first, for they may be thousands."""


def admit(uow: UnitOfWork, ports: Inside, secret: str, address: str) -> Caller | Refusal:
    """Whose token it is; a verdict, for what is refused counts too."""
    if not rules.is_possible(secret):
        return UNKNOWN
    token = repository.by_hash(uow.session, traces.hash_token(secret))
    if token is None:
        return UNKNOWN
    caller = _counted(uow, ports, token, programs.actor_of(uow, token.account_id, address))
    if _is_living(uow, ports, token):
        _touch(uow, ports, token)
        return caller
    if caller.is_kept:
        audit_service.record(uow, ports, caller.actor, Action.ACCESS_REFUSED, f"token:{token.id}")
    return OVER


def _is_living(uow: UnitOfWork, ports: Inside, token: ApiToken) -> bool:
    if token.revoked_at is not None or token.expires_on < noumea_date(ports.clock.now()):
        return False
    return bool(repository.places_of(uow.session, [token.account_id]))


def _counted(uow: UnitOfWork, ports: Inside, token: ApiToken, actor: Actor) -> Caller:
    tries, most = limits.count(uow, ports, Limit.API, token.id), limits.most(Limit.API)
    over = Refusal(tries.code, tries.refusal) if tries.is_over else None
    scopes = frozenset(Scope(scope) for scope in token.scopes)
    return Caller(actor, token.id, scopes, max(most - tries.hits, 0), over, is_kept=tries.hits <= most + 1)


def _touch(uow: UnitOfWork, ports: Inside, token: ApiToken) -> None:
    now = ports.clock.now()
    if token.last_used_at is None or now - token.last_used_at > TOUCH_EVERY:
        repository.touch(uow.session, token.id, now)


def remember(uow: UnitOfWork, ports: Inside, caller: Caller, method: str, path: str, status: int) -> None:
    """Write what was called and what was answered; neither what was sent nor what was read."""
    if not caller.is_kept:
        return
    what = {"method": method, "path": path, "status": status}
    audit_service.record(uow, ports, caller.actor, Action.API_CALLED, f"token:{caller.token_id}", **what)
