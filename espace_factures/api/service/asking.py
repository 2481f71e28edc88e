"""What programs ask of invoices, through the use cases of the pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from espace_factures.app.reading import Reading
from espace_factures.app.run import read
from espace_factures.core.access import Actor
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import documents, dossiers
from espace_factures.documents.service import Served
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.service import standing
from espace_factures.invoices.following.repository.slices import Slice
from espace_factures.invoices.following.rules import Query
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.rules import Delays
from espace_factures.organisation import repository as organisation_repository


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows a list: a RIDET and the code of a direction, or nothing."""

    ridet: str = ""
    direction: str = ""


async def invoices(actor: Actor, query: Query, wanted: Wanted) -> tuple[Slice, Delays]:
    """A page of the invoices of the token's établissements."""
    return await tracking.turn_page(actor, await read(narrowed, actor, query, wanted))


async def invoice(actor: Actor, reference: str) -> InvoiceDossier:
    """One of them; reading it closes no notice, for nobody saw it."""
    return await read(dossiers.for_person, actor, Kind.INVOICE, reference)


async def document(actor: Actor, reference: str, public_id: str) -> Served:
    """A document of an invoice; raises NotFoundError for another's, were it the actor's too."""
    found = await invoice(actor, reference)
    if all(one.public_id != public_id for one in found.documents):
        raise NotFoundError("Ce document est introuvable.")
    return await documents.serve(actor, public_id)


def narrowed(uow: Reading, ports: Inside, actor: Actor, query: Query, wanted: Wanted) -> Query:
    """The query with the rows that a RIDET and a code name; raises NotFoundError for those that are not there."""
    if wanted.ridet:
        mine = [place.id for place in places(uow, ports, actor) if place.ridet == wanted.ridet]
        query = replace(query, establishment_id=_one(mine, "Cet établissement est introuvable."))
    if wanted.direction:
        every = organisation_repository.every_direction(uow.session)
        named = [direction.id for direction in every if direction.code == wanted.direction]
        query = replace(query, direction_id=_one(named, "Cette direction est introuvable."))
    return query


def places(uow: Reading, ports: Inside, actor: Actor) -> Sequence[Establishment]:
    """The établissements that the token acts for."""
    return standing.mine(uow, ports, actor)


def _one(found: Sequence[int], sentence: str) -> int:
    if not found:
        raise NotFoundError(sentence)
    return found[0]
