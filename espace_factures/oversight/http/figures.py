"""The tables behind the plots, as files."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from espace_factures import routes
from espace_factures.app.run import read
from espace_factures.core import sheets
from espace_factures.core.access import Actor
from espace_factures.core.typed import identifier
from espace_factures.oversight.presenter import files
from espace_factures.oversight.service import dashboard
from espace_factures.oversight.service.dashboard import Figures
from espace_factures.web.access import Policy
from espace_factures.web.native import Native, not_found

TABLES: Final[Mapping[str, Callable[[Figures], Sequence[Sequence[Any]]]]] = {
    "mois": files.months,
    "delais": files.delays,
    "motifs": files.reasons,
}


async def export(request: Request, actor: Actor) -> Response:
    """GET /administration/chiffres?tableau=mois&direction=3: numbers as numbers, days and francs."""
    name = request.query_params.get("tableau", "")
    if name not in TABLES:
        return not_found(request)
    found = await read(dashboard.province, actor, identifier(request.query_params.get("direction", "")))
    return Response(
        (sheets.MARK + sheets.written(TABLES[name](found))).encode(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "private, no-store"},
    )


ROUTES = [Native(routes.FIGURES_EXPORT, ("GET",), Policy(dashboard.RIGHT), export)]
