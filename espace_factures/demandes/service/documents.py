"""Documents of the demandes that the actor may read."""

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository
from espace_factures.documents import service as documents_service
from espace_factures.documents.service import Served


def serve(uow: Reading, ports: Inside, actor: Actor, public_id: str) -> Served:
    """The bytes of a document that the actor may read; raises NotFoundError."""
    return documents_service.serve_document(uow, ports, actor, public_id, repository.readable_documents(actor))


def picture(uow: Reading, ports: Inside, actor: Actor, public_id: str, page: int) -> bytes:
    """A page of a PDF that the actor may read, as a JPEG; raises NotFoundError."""
    return documents_service.picture_document(uow, ports, actor, public_id, repository.readable_documents(actor), page)
