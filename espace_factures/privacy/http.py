"""The native route of an export: a ZIP that only its person receives."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from espace_factures import routes
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.privacy.service import exports
from espace_factures.web.access import Policy
from espace_factures.web.native import Native


async def download(request: Request, actor: Actor) -> Response:
    """GET /compte/confidentialite/donnees/{public_id}: the ZIP, never cached; 404 for what is not one's own."""
    try:
        served = await exports.serve(actor, request.path_params["public_id"])
    except NotFoundError:
        return _nowhere(request)
    return Response(
        served.content,
        media_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{served.name}"',
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'",
        },
    )


def _nowhere(_request: Request) -> Response:
    return PlainTextResponse(exports.UNKNOWN, status_code=404, headers={"Cache-Control": "private, no-store"})


ROUTES = [Native(routes.EXPORT, ("GET",), Policy(Permission.ACCOUNT_USE), download, _nowhere)]
