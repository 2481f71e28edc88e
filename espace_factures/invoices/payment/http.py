"""Native routes of the comptable: the file of payments that comes in, and the one of debts that goes out."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.documents.http import receive_file, session_over
from espace_factures.invoices.payment.service import exporting, importing
from espace_factures.web.access import Policy
from espace_factures.web.downloads import whole
from espace_factures.web.native import Native, not_found


async def receive_payments(request: Request, actor: Actor) -> Response:
    """POST /administration/paiements/envoi: one file named « fichier »; answers {"id": number} or {"phrase"}."""

    async def store(name: str, content: bytes) -> Response:
        return JSONResponse({"id": str(await importing.receive(actor, name, content))})

    return await receive_file(request, actor, store)


async def export_debts(request: Request, actor: Actor) -> Response:
    """GET /administration/paiements/export/{number}: a file that was made, as it was made; 404 for none."""
    number = request.path_params["number"]
    try:
        sheet = await exporting.sheet(actor, number)
    except NotFoundError:
        return not_found(request)
    return whole(f"a-payer-{number}.csv", "text/csv; charset=utf-8", sheet)


async def export_transfers(request: Request, actor: Actor) -> Response:
    """GET /administration/paiements/virements/{number}: what may be paid now of a file, for the bank; 404 for none."""
    number = request.path_params["number"]
    try:
        content = await exporting.transfers(actor, number)
    except NotFoundError:
        return not_found(request)
    except DomainError as refusal:
        return PlainTextResponse(refusal.sentence, status_code=409)
    return whole(f"virements-{number}.xml", "application/xml", content)


ROUTES = [
    Native(routes.POST_PAYMENTS_FILE, ("POST",), Policy(importing.RIGHT), receive_payments, session_over),
    Native(routes.PAYMENTS_SHEET, ("GET",), Policy(exporting.RIGHT), export_debts),
    Native(routes.PAYMENTS_TRANSFERS, ("GET",), Policy(exporting.RIGHT), export_transfers),
]
