"""Native routes of the administration: the file of bons de commande that comes in, and the one that goes out."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from espace_factures import routes
from espace_factures.administration.service import orders
from espace_factures.core.access import Actor
from espace_factures.documents.http import receive_file, session_over
from espace_factures.orders.forms import read_query
from espace_factures.orders.service import listing
from espace_factures.web.access import Policy
from espace_factures.web.native import Native


async def receive_orders(request: Request, actor: Actor) -> Response:
    """POST /administration/bons-de-commande/fichier: one file named « fichier »; answers {"id"} or {"phrase"}."""

    async def store(name: str, content: bytes) -> Response:
        return JSONResponse({"id": await orders.receive(actor, name, content)})

    return await receive_file(request, actor, store)


async def export_orders(request: Request, actor: Actor) -> Response:
    """GET /administration/bons-de-commande/export: the filtered list as CSV, written while it is read."""
    query = read_query(request.query_params)
    return StreamingResponse(
        listing.exported(actor, query),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="bons-de-commande.csv"',
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'",
        },
    )


ROUTES = [
    Native(routes.POST_ORDERS_FILE, ("POST",), Policy(orders.KEEP), receive_orders, session_over),
    Native(routes.ORDERS_SHEET, ("GET",), Policy(orders.READ), export_orders),
]
