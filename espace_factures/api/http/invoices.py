"""Invoices: the list, one, what happened to it, its documents and its certificate."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Response

from espace_factures import routes
from espace_factures.api.http.called import Acting, Called, bytes_of, scoped
from espace_factures.api.presenter import invoices
from espace_factures.api.presenter.invoices import History, Invoice, InvoicePage, Part, Sort
from espace_factures.api.rules import Scope
from espace_factures.api.service import asking
from espace_factures.api.service.asking import Wanted
from espace_factures.app.outside import away
from espace_factures.app.run import read, wall_clock
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.invoices.certificate import service as certificate_service
from espace_factures.invoices.certificate.presenter import name_of, paper
from espace_factures.invoices.following.forms import Filters
from espace_factures.invoices.following.rules import PAGE_SIZE
from espace_factures.invoices.rules import Status
from espace_factures.web.downloads import whole

ROUTER: Final = APIRouter(route_class=Called, tags=["Factures"])
MOST_ROWS: Final = 100
Reference = Annotated[str, Path(description="La référence du dépôt.", examples=["EF-2026-000123"])]


@ROUTER.get(routes.API_INVOICES, summary="Lister les factures")
@scoped(Scope.INVOICES_READ)
async def listed(
    actor: Acting,
    q: Annotated[str, Query(max_length=LONGEST_SEARCH, description="Une partie d’un numéro, ou une référence.")] = "",
    statut: Annotated[Status | None, Query(description="Un statut.")] = None,
    partie: Annotated[Part | None, Query(description="Ou une partie de la liste, comme ses onglets.")] = None,
    etablissement: Annotated[str, Query(max_length=10, description="Un RIDET de 10 chiffres.")] = "",
    direction: Annotated[str, Query(max_length=20, description="Le code d’une direction.")] = "",
    du: Annotated[date | None, Query(description="Déposées depuis ce jour.")] = None,
    au: Annotated[date | None, Query(description="Déposées jusqu’à ce jour.")] = None,
    lowest: Annotated[int | None, Query(alias="min", ge=0, le=10**12, description="Montant TTC le plus bas.")] = None,
    highest: Annotated[int | None, Query(alias="max", ge=0, le=10**12, description="Montant TTC le plus haut.")] = None,
    tri: Annotated[Sort, Query(description="L’ordre de la liste.")] = Sort.NEWEST,
    taille: Annotated[int, Query(ge=1, le=MOST_ROWS, description="Combien par page.")] = PAGE_SIZE,
    place: Annotated[str, Query(max_length=120, description="Où la page commence : la « suivante » d’avant.")] = "",
) -> InvoicePage:
    """Les factures des établissements du jeton, page par page ; les filtres sont ceux du portail."""
    filters = Filters(q=q, statut=statut or partie or "", du=str(du or ""), au=str(au or ""), tri=tri, place=place)
    query = replace(filters.query(wall_clock()), lowest=lowest, highest=highest, size=taille)
    found, delays = await asking.invoices(actor, query, Wanted(etablissement, direction))
    return invoices.page_of(found, delays, tri)


@ROUTER.get(routes.API_INVOICE, summary="Lire une facture")
@scoped(Scope.INVOICES_READ)
async def one(actor: Acting, reference: Reference) -> Invoice:
    """Une facture : son statut, ses montants, ce qui l’attend, ses documents."""
    return invoices.whole(await asking.invoice(actor, reference))


@ROUTER.get(routes.API_HISTORY, summary="Lire son historique")
@scoped(Scope.INVOICES_READ)
async def history(actor: Acting, reference: Reference) -> History:
    """Chaque changement de statut : quand, qui, et pourquoi."""
    return invoices.history_of(await asking.invoice(actor, reference))


@ROUTER.get(
    routes.API_DOCUMENT,
    summary="Télécharger un document",
    response_class=Response,
    responses=bytes_of("application/octet-stream", "Le fichier, dans le type de contenu de son dépôt."),
)
@scoped(Scope.INVOICES_READ)
async def document(
    actor: Acting,
    reference: Reference,
    document: Annotated[str, Path(description="L’id du document.", examples=["Zk3vR1q8T0w"])],
) -> Response:
    """Les octets d’un document de la facture, tels qu’ils ont été déposés."""
    served = await asking.document(actor, reference, document)
    return whole(served.name, served.media_type, served.content)


@ROUTER.get(
    routes.API_CERTIFICATE,
    summary="Télécharger le certificat de dépôt",
    response_class=Response,
    responses=bytes_of("application/pdf", "Le certificat, en PDF."),
)
@scoped(Scope.INVOICES_READ)
async def certificate(actor: Acting, reference: Reference) -> Response:
    """Le certificat de dépôt, en PDF."""
    found = await read(certificate_service.certificate, actor, reference)
    return whole(name_of(found), "application/pdf", await away(paper, found))
