"""The certificate of an invoice, as a file."""

from starlette.requests import Request
from starlette.responses import Response

from espace_factures import routes
from espace_factures.app.outside import away
from espace_factures.app.run import read
from espace_factures.core.access import Actor
from espace_factures.core.errors import NotFoundError
from espace_factures.invoices.certificate import service
from espace_factures.invoices.certificate.presenter import name_of, paper
from espace_factures.web.access import Policy
from espace_factures.web.downloads import whole
from espace_factures.web.native import Native, not_found


async def take(request: Request, actor: Actor) -> Response:
    """GET /factures/certificat?ref=EF-2026-000123: a PDF; 404 for an invoice that the person may not read."""
    try:
        found = await read(service.certificate, actor, request.query_params.get("ref", ""))
    except NotFoundError:
        return not_found(request)
    return whole(name_of(found), "application/pdf", await away(paper, found))


ROUTES = [Native(routes.CERTIFICATE, ("GET",), Policy(service.RIGHT), take)]
