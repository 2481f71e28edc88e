"""The log as a CSV, which leaves while it is read."""

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response

from espace_factures import routes
from espace_factures.app.run import wall_clock
from espace_factures.core import sheets
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date
from espace_factures.oversight.forms import read_filters
from espace_factures.oversight.presenter.journal import HEADINGS, exported
from espace_factures.oversight.rules.journal import Search
from espace_factures.oversight.service import journal
from espace_factures.web.access import Policy
from espace_factures.web.downloads import download
from espace_factures.web.native import Native


async def export(request: Request, actor: Actor) -> Response:
    """GET /administration/journal/export?qui=…: the lines of these filters, the newest first."""
    search = read_filters(request.query_params).search()
    name = f"journal-{noumea_date(wall_clock())}.csv"
    return download(name, "text/csv; charset=utf-8", _written(actor, search))


async def _written(actor: Actor, search: Search) -> AsyncIterator[bytes]:
    yield (sheets.MARK + sheets.written([HEADINGS])).encode()
    async for part in journal.taken(actor, search):
        yield sheets.written(exported(part)).encode()


ROUTES = [Native(routes.JOURNAL_EXPORT, ("GET",), Policy(journal.RIGHT), export)]
