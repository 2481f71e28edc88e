"""Bons de commande as agents see them, with the invoices that consume them, and the file that brings them."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures.administration import repository
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.invoices.models import Invoice
from espace_factures.orders.rules import Plan
from espace_factures.orders.service import importing, listing
from espace_factures.orders.service.listing import Sheet

READ = Permission.ORDER_READ
KEEP = Permission.ORDER_KEEP


@dataclass(frozen=True, slots=True)
class Consumed:
    """A bon de commande, the invoices deposited on it, and the references of those that the agent may open."""

    sheet: Sheet
    invoices: Sequence[Invoice]
    opened: frozenset[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """A file and what its import would do."""

    name: str
    plan: Plan


def consumed(uow: Reading, ports: Inside, actor: Actor, number: str) -> Consumed:
    """One bon de commande, what is left of it, and who consumed it; raises NotFoundError."""
    sheet = listing.sheet(uow, ports, actor, number)
    invoices = repository.of_order(uow.session, sheet.found.order.id)
    references = [invoice.reference for invoice in invoices]
    return Consumed(sheet, invoices, frozenset(repository.instructed_among(uow.session, actor, references)))


async def receive(actor: Actor, name: str, content: bytes) -> str:
    """Keep a file until it is imported; returns its identifier."""
    actor.require(KEEP)
    return (await documents_service.receive(actor, DocumentRole.ORDERS, name, content)).document.public_id


async def preview(actor: Actor, public_id: str) -> Preview:
    """What the import of a file that the actor sent would do now."""
    actor.require(KEEP)
    served = await documents_service.sheet(actor, DocumentRole.ORDERS, public_id)
    return Preview(served.name, await read(importing.preview, actor, served.content))


async def apply(actor: Actor, public_id: str, digest: str) -> Plan:
    """Import it as it was shown; raises StaleError when it would not do that any more."""
    actor.require(KEEP)
    served = await documents_service.sheet(actor, DocumentRole.ORDERS, public_id)
    return await run(importing.apply, actor, served.content, digest)
