"""« Mes vues »: the filters that an agent keeps under a name."""

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError
from espace_factures.core.ports import Inside
from espace_factures.core.typed import line
from espace_factures.core.words import grouped
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds
from espace_factures.queues.models import QueueView
from espace_factures.queues.repository import held
from espace_factures.queues.rules import MOST_VIEWS

LONGEST_QUERY = 400


def keep(uow: UnitOfWork, _ports: Inside, actor: Actor, kind: Kind, name: str, query: str) -> None:
    """Keep the filters under a name; the same name holds the new ones."""
    actor.require(kinds.of(kind).right)
    if not (clean := line(name)):
        raise FormError({"view_name": "Donnez un nom à cette vue."})
    kept = held.views(uow.session, actor, kind)
    same = next((view for view in kept if view.name == clean), None)
    if same is not None:
        same.query = query[:LONGEST_QUERY]
        return
    if len(kept) >= MOST_VIEWS:
        raise FormError({"view_name": f"Vous gardez déjà {grouped(MOST_VIEWS)} vues : supprimez-en une."})
    uow.session.add(QueueView(account_id=actor.account_id, kind=kind, name=clean, query=query[:LONGEST_QUERY]))


def drop(uow: UnitOfWork, _ports: Inside, actor: Actor, kind: Kind, view_id: int) -> None:
    """Forget a view of the agent's."""
    actor.require(kinds.of(kind).right)
    for view in held.views(uow.session, actor, kind):
        if view.id == view_id:
            uow.session.delete(view)
