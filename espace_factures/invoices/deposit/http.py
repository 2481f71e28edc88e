"""The native route that receives a dropped invoice and answers with its draft."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from espace_factures import routes
from espace_factures.core.access import Actor, Permission
from espace_factures.documents.http import receive_file, session_over
from espace_factures.invoices.deposit.service import drafts
from espace_factures.web.access import Policy
from espace_factures.web.native import Native


async def receive_invoice(request: Request, actor: Actor) -> Response:
    """POST /factures/deposer/fichier: one file named « fichier »; answers {"id": draft} or {"phrase"}."""

    async def store(name: str, content: bytes) -> Response:
        replaces = request.query_params.get("remplace", "")
        public_id = await drafts.start_draft(actor, name, content, replaces)
        return JSONResponse({"id": public_id})

    return await receive_file(request, actor, store)


ROUTES = [
    Native(routes.POST_DRAFT_FILE, ("POST",), Policy(Permission.INVOICE_DEPOSIT), receive_invoice, session_over),
]
