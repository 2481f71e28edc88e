"""Agents as an administrator sees them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, func, select, update

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor, Role
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind, Turn
from espace_factures.identity.models import Account, AuthSession, Passkey
from espace_factures.identity.rules.steps import Awaits
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import TO_PROCESS, Status
from espace_factures.organisation.models import AccountRole, AgentSuspension

MOST: Final = 100
WAITING: Final = TO_PROCESS | {Status.SUSPENDED}
"""What only the agents of its direction move on."""


def agents(session: ReadSession) -> Sequence[Account]:
    """Everybody who has a role, by name."""
    living = col(Account.id).in_(select(AccountRole.account_id)), col(Account.deleted_at).is_(None)
    order = Account.last_name, Account.first_name, col(Account.id)
    return session.exec(select(Account).where(*living).order_by(*order)).all()


def under_way(session: ReadSession, direction_ids: Collection[int]) -> dict[int, int]:
    """How many invoices of each direction wait for its agents; at most a hundred are counted."""
    return {number: _waiting(session, number) for number in direction_ids}


def of_order(session: ReadSession, order_id: int) -> Sequence[Invoice]:
    """The invoices deposited on a bon de commande, newest first."""
    theirs = select(Invoice).where(Invoice.order_id == order_id)
    return session.exec(theirs.order_by(col(Invoice.deposited_at).desc()).limit(MOST)).all()


def instructed_among(session: ReadSession, actor: Actor, references: Collection[str]) -> set[str]:
    """Those of these references that the actor reads as an agent."""
    mine = col(Demande.reference).in_(references), demandes_repository.instructed_by(actor)
    return set(session.exec(select(Demande.reference).where(*mine)).all())


def _waiting(session: ReadSession, direction_id: int) -> int:
    open_ones = Invoice.direction_id == direction_id, col(Invoice.status).in_(WAITING)
    counted = select(Invoice.id).where(*open_ones).limit(MOST).subquery()
    return session.exec(select(func.count()).select_from(counted)).one()


def roles(session: ReadSession) -> dict[int, set[Role]]:
    """The roles of each agent."""
    found: dict[int, set[Role]] = {}
    for row in session.exec(select(AccountRole)).all():
        found.setdefault(row.account_id, set()).add(row.role)
    return found


def suspensions(session: ReadSession) -> dict[int, datetime]:
    """Since when each suspended agent is."""
    return {row.account_id: row.suspended_at for row in session.exec(select(AgentSuspension)).all()}


def free(session: Session, account_id: int, kinds: Collection[Kind], desks: Collection[int] | None = None) -> int:
    """Leave to all what an agent follows of these kinds, of these directions when some are said; returns how many."""
    theirs = col(Demande.assignee_id) == account_id, col(Demande.kind).in_(kinds), col(Demande.turn) != Turn.NOBODY
    left = update(Demande).where(*theirs).values(assignee_id=None).returning(col(Demande.id))
    return len(session.exec(left if desks is None else left.where(col(Demande.desk).in_(desks))).all())


def last_sign_ins(session: ReadSession, account_ids: Collection[int]) -> dict[int, datetime]:
    """When each account was last opened, of the sessions that are still known."""
    opened = col(AuthSession.account_id).in_(account_ids), col(AuthSession.awaits) == Awaits.NOTHING
    latest = select(AuthSession.account_id, func.max(AuthSession.created_at)).where(*opened)
    return dict(session.exec(latest.group_by(col(AuthSession.account_id))).all())


def with_key(session: ReadSession, account_ids: Collection[int]) -> set[int]:
    """Which of these accounts have a passkey."""
    return set(session.exec(select(Passkey.account_id).where(col(Passkey.account_id).in_(account_ids))).all())
