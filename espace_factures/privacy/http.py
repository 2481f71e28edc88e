"""The native route of an export: a ZIP that only its person receives."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from espace_factures import routes
from espace_factures.core.errors import NotFoundError
from espace_factures.privacy.service import exports
from espace_factures.web import session


async def download(request: Request) -> Response:
    """GET /compte/confidentialite/donnees/{public_id}: the ZIP, never cached; 404 for what is not one's own."""
    actor = await session.actor_from(request.headers.get("cookie"))
    try:
        if actor is None:
            raise NotFoundError(exports.UNKNOWN)
        served = await exports.serve(actor, request.path_params["public_id"])
    except NotFoundError as error:
        return PlainTextResponse(error.sentence, status_code=404, headers={"Cache-Control": "private, no-store"})
    return Response(
        served.content,
        media_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{served.name}"',
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'",
        },
    )


ROUTES = [Route(routes.EXPORT, download, methods=["GET"])]
