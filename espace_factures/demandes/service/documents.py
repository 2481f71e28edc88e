"""Documents of the demandes that the actor may read."""

from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.demandes import repository
from espace_factures.documents import service as documents_service
from espace_factures.documents.service import Served


async def serve(actor: Actor, public_id: str) -> Served:
    """The bytes of a document that the actor may read; raises NotFoundError."""
    served = await documents_service.serve(actor, public_id, repository.readable_documents(actor))
    await _remember(actor, public_id)
    return served


async def picture(actor: Actor, public_id: str, page: int) -> bytes:
    """A page of a PDF that the actor may read, as a JPEG; raises NotFoundError."""
    drawn = await documents_service.picture(actor, public_id, repository.readable_documents(actor), page)
    await _remember(actor, public_id)
    return drawn


async def _remember(actor: Actor, public_id: str) -> None:
    """An agent opens it: written before it leaves."""
    if actor.is_agent:
        await audit_service.seen(actor, Action.DOCUMENT_OPENED, f"document:{public_id}")
