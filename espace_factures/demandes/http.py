"""Native routes of documents: served only to those who may read the demande that holds them."""

from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from espace_factures import routes
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.demandes.service import documents
from espace_factures.web.access import Policy
from espace_factures.web.native import Native, not_found

READ: Final = Policy(Permission.DEMANDE_READ)


async def download(request: Request, actor: Actor) -> Response:
    """GET /documents/{public_id}: the bytes, sandboxed and never cached by others; 404 for what may not be seen."""
    try:
        served = await documents.serve(actor, request.path_params["public_id"])
    except NotFoundError as error:
        return PlainTextResponse(str(error), status_code=404)
    is_shown = served.media_type in {"application/pdf", "image/jpeg", "image/png"}
    disposition = "inline" if is_shown and "telecharger" not in request.query_params else "attachment"
    return Response(
        served.content,
        media_type=served.media_type if is_shown else "application/octet-stream",
        headers={
            "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(served.name)}",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
            "X-Frame-Options": "SAMEORIGIN",
        },
    )


async def picture(request: Request, actor: Actor) -> Response:
    """GET /documents/{public_id}/page/{page}: a page of a PDF as a picture, which every phone can show."""
    try:
        public_id, page = request.path_params["public_id"], request.path_params["page"]
        drawn = await documents.picture(actor, public_id, page)
    except NotFoundError:
        return not_found(request)
    return Response(drawn, media_type="image/jpeg", headers={"Cache-Control": "private, no-store"})


def _nowhere(_request: Request) -> Response:
    return PlainTextResponse("Ce document est introuvable.", status_code=404)


ROUTES = [
    Native(routes.DOCUMENT, ("GET",), READ, download, _nowhere),
    Native(routes.DOCUMENT_PAGE, ("GET",), READ, picture),
]
