"""What a decision leaves for some seconds, to be taken back: what was before it, and what was told of it."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository
from espace_factures.demandes.models import Demande, FreshDecision
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds
from espace_factures.demandes.service.kinds import Case, CaseKind, Move
from espace_factures.notifications.service import holding
from espace_factures.notifications.service.holding import Told

SECONDS: Final = 10
"""How long « Annuler » stands."""
HELD_SECONDS: Final = SECONDS + 1
"""How long the letters wait: a little more, so that none leaves while « Annuler » is on its way."""
KEPT: Final = ("stage", "turn", "assignee_id", "clock_from", "clock_stopped_at", "amount")


def memory(declared: CaseKind, demande: Demande, item: Any) -> dict[str, Any]:
    """What stands before a decision; nothing of a kind whose decisions are never taken back."""
    if declared.memory is None:
        return {}
    kept = {name: _plain(getattr(demande, name)) for name in KEPT}
    return {"demande": kept, "item": {name: _plain(value) for name, value in declared.memory(item).items()}}


def tell(uow: UnitOfWork, ports: Inside, actor: Actor, case: Case[Any], move: Move, before: dict[str, Any]) -> None:
    """Tell of a decision: at once, or in some seconds where it may be taken back until then."""
    declared = kinds.of(case.demande.kind)
    if not before or move.wanted in declared.lasting:
        declared.tell(uow, ports, case, move)
        return
    with holding.holding(HELD_SECONDS) as told:
        declared.tell(uow, ports, case, move)
    _offer(uow, ports, actor, case, before, told)


def stands(uow: Reading, ports: Inside, actor: Actor, kind: Kind, reference: str) -> bool:
    """Whether the agent may still take back what they decided last of a demande."""
    actor.require(kinds.of(kind).right)
    kept = repository.fresh_decision(uow.session, actor, reference)
    return kept is not None and ports.clock.now() <= kept.made_at + timedelta(seconds=SECONDS)


def _offer(uow: UnitOfWork, ports: Inside, actor: Actor, case: Case[Any], before: dict[str, Any], told: Told) -> None:
    """Let the agent take the decision back for a while, where its kind does."""
    row = FreshDecision(
        demande_id=case.demande.id,
        account_id=actor.account_id,
        version=case.demande.version,
        made_at=ports.clock.now(),
        before=before,
        told=asdict(told),
    )
    uow.session.merge(row)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
