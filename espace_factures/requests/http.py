"""Native routes of documents: stored by a browser's upload, served only to whoever may read them."""

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.requests import service
from espace_factures.requests.rules import DocumentRole
from espace_factures.web import session
from espace_factures.web.run import run

MOST_PARTS = 5


async def upload(request: Request) -> Response:
    """POST /documents: one file named « fichier »; answers {"id", "name"} or {"phrase"}."""

    async def store(actor: Actor, name: str, content: bytes) -> Response:
        stored = await run(service.store_document, actor, DocumentRole.PROOF, name, content)
        return JSONResponse({"id": stored.document.public_id, "name": stored.document.name})

    return await receive_file(request, store)


async def receive_file(request: Request, store: object) -> Response:
    """Read the upload of a signed-in person and hand it to `store(actor, name, content)`."""
    actor = await session.actor_from(request.headers.get("cookie"))
    if actor is None:
        return _phrase("Votre session a pris fin : connectez-vous, puis renvoyez le fichier.", 401)
    try:
        async with request.form(max_files=1, max_fields=MOST_PARTS) as form:
            part = form.get("fichier")
            if part is None or isinstance(part, str):
                return _phrase("Choisissez un fichier.", 422)
            name, content = part.filename or "document", await part.read()
        return await store(actor, name, content)  # type: ignore[operator]
    except FormError as error:
        return _phrase(next(iter(error.fields.values()), error.sentence), 422)
    except DomainError as error:
        return _phrase(error.sentence, 422)
    except HTTPException:
        return _phrase("L’envoi est incomplet : choisissez un seul fichier, puis recommencez.", 422)
    except ClientDisconnect:
        return _phrase("L’envoi a été interrompu : recommencez.", 400)


async def download(request: Request) -> Response:
    """GET /documents/{public_id}: the bytes, sandboxed and never cached by others; 404 for what may not be seen."""
    actor = await session.actor_from(request.headers.get("cookie"))
    try:
        if actor is None:
            raise NotFoundError
        served = await run(service.serve_document, actor, request.path_params["public_id"])
    except NotFoundError:
        return PlainTextResponse("Ce document est introuvable.", status_code=404)
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


async def picture(request: Request) -> Response:
    """GET /documents/{public_id}/page/{page}: a page of a PDF as a picture, which every phone can show."""
    actor = await session.actor_from(request.headers.get("cookie"))
    try:
        if actor is None:
            raise NotFoundError
        public_id, page = request.path_params["public_id"], request.path_params["page"]
        drawn = await run(service.picture_document, actor, public_id, page)
    except NotFoundError:
        return PlainTextResponse("Cette page est introuvable.", status_code=404)
    return Response(drawn, media_type="image/jpeg", headers={"Cache-Control": "private, no-store"})


def _phrase(sentence: str, status: int) -> Response:
    return JSONResponse({"phrase": sentence}, status_code=status)


ROUTES = [
    Route(routes.POST_DOCUMENT, upload, methods=["POST"]),
    Route(routes.DOCUMENT, download, methods=["GET"]),
    Route(routes.DOCUMENT_PAGE, picture, methods=["GET"]),
]
