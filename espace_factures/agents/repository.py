"""What waits in each queue, counted up to a hundred."""

from typing import Any, Final

from sqlmodel import col, func, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor, Permission
from espace_factures.habilitations import rules as habilitations_rules
from espace_factures.habilitations.models import Habilitation
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.models import Invoice
from espace_factures.organisation import repository as organisation_repository
from espace_factures.ribs import rules as ribs_rules
from espace_factures.ribs.models import Rib

MOST: Final = 100


def habilitations(session: ReadSession) -> int:
    """The demandes to decide."""
    return _counted(session, select(Habilitation.id).where(col(Habilitation.status).in_(habilitations_rules.TO_DECIDE)))


def ribs(session: ReadSession) -> int:
    """The RIBs to check."""
    return _counted(session, select(Rib.id).where(Rib.status == ribs_rules.Status.TO_CHECK))


def invoices(session: ReadSession, actor: Actor) -> int:
    """The invoices that wait for the agent."""
    if actor.can(Permission.INVOICE_PAY):
        return _counted(session, select(Invoice.id).where(col(Invoice.status).in_(invoices_rules.TO_PAY)))
    mine = col(Invoice.direction_id).in_(organisation_repository.direction_ids_of(actor.account_id))
    waiting = col(Invoice.status).in_(invoices_rules.TO_PROCESS)
    return _counted(session, select(Invoice.id).where(mine, waiting))


def _counted(session: ReadSession, rows: Any) -> int:
    return session.exec(select(func.count()).select_from(rows.limit(MOST).subquery())).one()
