"""What agents hold of a queue: whom a demande is given to, who may follow it, the views they kept."""

from collections.abc import Sequence
from typing import Final

from sqlmodel import col, or_, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind
from espace_factures.identity.models import Account
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import AgentDirection
from espace_factures.queues.models import QueueView
from espace_factures.queues.repository.filters import Scope, base
from espace_factures.queues.rules import Query

MOST_COLLEAGUES: Final = 300


def next_free(session: ReadSession, scope: Scope) -> Demande | None:
    """The oldest that waits and that nobody follows, locked; one that a colleague takes this instant is passed."""
    free = base(scope, Query(), Demande), col(Demande.desk).in_(scope.desks), col(Demande.assignee_id).is_(None)
    rows = select(Demande).where(*free).order_by(col(Demande.clock_from), col(Demande.id)).limit(1)
    return session.exec(rows.with_for_update(skip_locked=True)).first()


def held(session: ReadSession, scope: Scope, wanted: Sequence[str]) -> Sequence[Demande]:
    """The demandes of these references that are of the agent's queue, locked in one order."""
    mine = col(Demande.kind) == scope.kind, col(Demande.desk).in_(scope.desks)
    rows = select(Demande).where(col(Demande.reference).in_(wanted), *mine)
    return session.exec(rows.order_by(col(Demande.id)).with_for_update()).all()


def found(session: ReadSession, scope: Scope, reference: str) -> Demande | None:
    """The demande of a reference, when it is of the agent's queue."""
    mine = col(Demande.kind) == scope.kind, col(Demande.desk).in_(scope.desks)
    return session.exec(select(Demande).where(Demande.reference == reference, *mine)).first()


def views(session: ReadSession, actor: Actor, kind: Kind) -> Sequence[QueueView]:
    """What the agent kept, by name."""
    mine = select(QueueView).where(QueueView.account_id == actor.account_id, QueueView.kind == kind)
    return session.exec(mine.order_by(QueueView.name)).all()


def colleagues(session: ReadSession, roles: Sequence[Role], desks: Sequence[int]) -> Sequence[Account]:
    """Who may follow what is in these queues, by name; suspended agents left aside."""
    holding = or_(*(col(Account.id).in_(organisation_repository.holders(role)) for role in roles))
    rows = select(Account).where(holding, col(Account.deleted_at).is_(None))
    if desks:
        served = select(AgentDirection.account_id).where(col(AgentDirection.direction_id).in_(desks))
        rows = rows.where(col(Account.id).in_(served))
    return session.exec(rows.order_by(Account.first_name, Account.last_name).limit(MOST_COLLEAGUES)).all()


def served_by(session: ReadSession, account_id: int) -> Sequence[int]:
    """The directions that an agent works for."""
    return session.exec(select(AgentDirection.direction_id).where(AgentDirection.account_id == account_id)).all()
