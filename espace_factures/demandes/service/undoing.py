"""« Annuler »: who has just decided takes it back, for some seconds, while nothing has left and nobody acted since."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.errors import StaleError
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import FreshDecision
from espace_factures.demandes.rules import Kind, Turn
from espace_factures.demandes.service import cases, deciding, fresh, kinds
from espace_factures.demandes.service.kinds import Case, CaseKind
from espace_factures.notifications.service import holding
from espace_factures.notifications.service.holding import Told

TOO_LATE: Final = "Il est trop tard pour annuler : le fournisseur est averti."
ACTED: Final = "Quelqu’un a agi depuis : cette décision ne peut plus être annulée."


def undo(uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind, reference: str) -> str:
    """Take the agent's last decision back: an event of its own, and nobody was told; returns what to tell them."""
    declared = kinds.of(kind)
    actor.require(declared.right)
    case = deciding.instructed(uow, actor, declared, reference, lock=True)
    kept = uow.session.get(FreshDecision, case.demande.id, with_for_update=True)
    if kept is None or kept.account_id != actor.account_id or kept.version != case.demande.version:
        raise StaleError(ACTED)
    is_over = ports.clock.now() > kept.made_at + timedelta(seconds=fresh.SECONDS)
    if is_over or not holding.take_back(uow, Told(**kept.told)):
        raise StaleError(TOO_LATE)
    undone = case.demande.status
    _put_back(uow, declared, case, kept.before)
    uow.session.delete(kept)
    case.demande.version += 1
    stage = declared.life.stages[case.item.status]
    author = declared.author(uow, case, case.item.status)
    words = f"Décision annulée aussitôt : « {undone} »."
    cases.advance(uow, ports, case.demande, actor, author, stage, comment=words, undoes_since=kept.made_at)
    return f"Décision annulée : {case.demande.label or reference} est de nouveau « {stage.label} »."


def _put_back(uow: UnitOfWork, declared: CaseKind, case: Case[Any], before: Mapping[str, Any]) -> None:
    declared.restore(uow, case, before["item"])
    for name, value in before["item"].items():
        setattr(case.item, name, _read(name, value))
    case.item.status = declared.life.status(before["item"]["status"])
    for name, value in before["demande"].items():
        setattr(case.demande, name, _read(name, value))
    case.demande.turn = Turn(before["demande"]["turn"])


INSTANTS: Final = ("clock_from", "clock_stopped_at", "status_at")


def _read(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name in INSTANTS and value else value
