"""The files of a draft become those of a demande: its document, and what was joined to it."""

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.demandes.models import Demande
from espace_factures.documents import service as documents_service
from espace_factures.invoices.deposit import repository
from espace_factures.invoices.models import InvoiceDraft


def hand_over(uow: UnitOfWork, actor: Actor, draft: InvoiceDraft, demande: Demande) -> None:
    """Give them all, as the draft leaves."""
    repository.draft_document(uow.session, draft).demande_id = demande.id
    for public_id in draft.values.get("attachments", "").split():
        documents_service.take_document(uow, actor, public_id, demande.id, "attachments")
