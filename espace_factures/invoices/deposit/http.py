"""The native route that receives a dropped invoice and answers with its draft."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.documents.http import receive_file
from espace_factures.invoices.deposit.service import drafts


async def receive_invoice(request: Request) -> Response:
    """POST /factures/deposer/fichier: one file named « fichier »; answers {"id": draft} or {"phrase"}."""

    async def store(actor: Actor, name: str, content: bytes) -> Response:
        replaces = request.query_params.get("remplace", "")
        public_id = await drafts.start_draft(actor, name, content, replaces)
        return JSONResponse({"id": public_id})

    return await receive_file(request, store)


ROUTES = [Route(routes.POST_DRAFT_FILE, receive_invoice, methods=["POST"])]
