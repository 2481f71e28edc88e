"""One invoice as an agent sees it; where the next step moves money, that they see the whole IBAN is written first."""

from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.invoices.following.service.tracking import InvoiceDossier


async def dossier(actor: Actor, reference: str) -> InvoiceDossier:
    """The invoice; raises NotFoundError."""
    found = await dossiers.agent_dossier(actor, Kind.INVOICE, reference)
    if found.panel.vouched is not None:
        await audit_service.seen(actor, Action.IBAN_SEEN, f"rib:{found.panel.vouched.rib.id}")
    return found
