"""RIBs, bons de commande and établissements."""

from typing import Final

from fastapi import APIRouter

from espace_factures import routes
from espace_factures.api.http.called import Acting, Called, scoped
from espace_factures.api.presenter import others
from espace_factures.api.presenter.others import Orders, Places, Ribs
from espace_factures.api.rules import Scope
from espace_factures.api.service import asking
from espace_factures.app.run import read
from espace_factures.orders.service import supplied
from espace_factures.ribs.service import keeping

ROUTER: Final = APIRouter(route_class=Called)


@ROUTER.get(routes.API_PLACES, summary="Lister les établissements", tags=["Établissements"])
@scoped(None)
async def places(actor: Acting) -> Places:
    """Les établissements au nom desquels le jeton agit ; toute portée suffit."""
    return others.places_of(await read(asking.places, actor))


@ROUTER.get(routes.API_RIBS, summary="Lister les RIB", tags=["RIB"])
@scoped(Scope.RIBS_READ)
async def ribs(actor: Acting) -> Ribs:
    """Les RIB des établissements du jeton, numéros masqués."""
    return others.ribs_of(await read(keeping.page_of, actor))


@ROUTER.get(routes.API_ORDERS, summary="Lister les bons de commande", tags=["Bons de commande"])
@scoped(Scope.ORDERS_READ)
async def orders(actor: Acting) -> Orders:
    """Les bons de commande ouverts des établissements du jeton, les 200 derniers au plus."""
    return others.orders_of(await read(supplied.mine, actor))
