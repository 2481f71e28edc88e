"""Documents of the demandes that the actor may read."""

from espace_factures.core.access import Actor
from espace_factures.demandes import repository
from espace_factures.documents import service as documents_service
from espace_factures.documents.service import Served


async def serve(actor: Actor, public_id: str) -> Served:
    """The bytes of a document that the actor may read; raises NotFoundError."""
    return await documents_service.serve(actor, public_id, repository.readable_documents(actor))


async def picture(actor: Actor, public_id: str, page: int) -> bytes:
    """A page of a PDF that the actor may read, as a JPEG; raises NotFoundError."""
    return await documents_service.picture(actor, public_id, repository.readable_documents(actor), page)
