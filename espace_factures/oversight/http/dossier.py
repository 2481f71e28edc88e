"""The dossier of an invoice: a ZIP that leaves while it is made."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from espace_factures import routes
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.oversight.presenter.dossier import files, name_of, paths
from espace_factures.oversight.service import dossier
from espace_factures.web.access import Policy
from espace_factures.web.downloads import download
from espace_factures.web.native import Native


async def take(request: Request, actor: Actor) -> Response:
    """GET /administration/factures/dossier?ref=EF-2026-000123; 404 for what the agent does not instruct."""
    try:
        whole = await dossier.open_dossier(actor, request.query_params.get("ref", ""))
    except NotFoundError as error:
        return PlainTextResponse(error.sentence, status_code=404)
    return download(name_of(whole), "application/zip", dossier.parts(whole, files(whole), paths(whole.served)))


ROUTES = [Native(routes.DOSSIER, ("GET",), Policy(Permission.INVOICE_REVIEW), take)]
