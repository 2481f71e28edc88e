"""Sheets of « Mes factures »: few rows as they stand, or the file that a job made."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from espace_factures import routes
from espace_factures.app.origin import page
from espace_factures.core.access import Actor
from espace_factures.core.errors import NotFoundError
from espace_factures.invoices.exporting.rules import MEDIA, Sheet
from espace_factures.invoices.exporting.service import exports
from espace_factures.invoices.exporting.service.exports import Taken
from espace_factures.web.access import Policy
from espace_factures.web.downloads import whole
from espace_factures.web.native import Native, not_found


async def take_rows(request: Request, actor: Actor) -> Response:
    """GET /factures/suivi/export/{csv|xlsx}?filters: the rows; many lead to the page where a job is asked for."""
    try:
        sheet = Sheet(request.path_params["sheet"])
    except ValueError:
        return not_found(request)
    asked = f"{routes.LIST_EXPORTS}?{request.url.query}"
    found = await exports.at_once(actor, asked, sheet)
    return _handed(found) if found else RedirectResponse(page(asked), status_code=303)


async def take_file(request: Request, actor: Actor) -> Response:
    """GET /factures/suivi/export/fichier/{public_id}: a sheet that was made; 404 for what is not one's own."""
    try:
        return _handed(await exports.take(actor, request.path_params["public_id"]))
    except NotFoundError:
        return not_found(request)


def _handed(taken: Taken) -> Response:
    return whole(taken.name, MEDIA[taken.sheet], taken.content)


ROUTES = [
    Native(routes.LIST_FILE, ("GET",), Policy(exports.RIGHT), take_file),
    Native(routes.LIST_SHEET, ("GET",), Policy(exports.RIGHT), take_rows),
]
