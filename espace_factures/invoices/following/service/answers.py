"""What the supplier does with a deposited invoice: complete it, take it back, write about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures import routes
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande
from espace_factures.demandes.service import cases
from espace_factures.documents import service as documents_service
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import STAGES, Status
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.orders.service import consuming


@dataclass(frozen=True, slots=True)
class Move:
    """One change of status and what goes with it."""

    wanted: Status
    author: str
    reason: str = ""
    comment: str = ""


def complete(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str, text: str, received: str) -> None:
    """The supplier answers a suspension with files, words, or both; the clock goes on."""
    invoice, demande = _own(uow, actor, reference)
    invoices_rules.move(actor, Status(invoice.status), Status.COMPLETED)
    if not text.strip() and not received.strip():
        raise FormError({"message": "Joignez un document ou écrivez votre réponse."})
    for public_id in received.split():
        documents_service.take_document(uow, actor, public_id, demande.id, "attachments")
    if text.strip():
        cases.say(uow, ports, actor, demande, text)
    change(uow, ports, actor, invoice, demande, Move(Status.COMPLETED, actor.name))


def withdraw(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str) -> None:
    """The supplier takes his invoice back, while nobody has taken it in charge or while it is suspended."""
    invoice, demande = _own(uow, actor, reference)
    invoices_rules.move(actor, Status(invoice.status), Status.WITHDRAWN)
    release_order(uow, invoice)
    change(uow, ports, actor, invoice, demande, Move(Status.WITHDRAWN, actor.name))


def say(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    reference: str,
    text: str,
    *,
    files: Sequence[str] = (),
    is_internal: bool = False,
) -> None:
    """Words, files or both; the supplier is told of an agent's by mail."""
    found = invoices_repository.find_readable(uow.session, actor, reference)
    if found is None:
        raise NotFoundError("Cette facture est introuvable.")
    invoice, demande = found
    cases.say(uow, ports, actor, demande, text, files=files, is_internal=is_internal)
    if not is_internal and cases.is_instructed_by(uow, actor, demande):
        address = link(ports, reference)
        recipients = standing.followers(uow, invoice.establishment_id)
        letter = invoices_messages.answered(reference, invoice.number, address)
        title = f"Un message au sujet de la facture {invoice.number}"
        path = routes.with_query(routes.INVOICE, ref=reference)
        outbox.tell(uow, ports, Event.MESSAGE, recipients, letter, title, path)


def locked(uow: UnitOfWork, actor: Actor, reference: str) -> tuple[Invoice, Demande]:
    found = invoices_repository.lock_readable(uow.session, actor, reference)
    if found is None:
        raise NotFoundError("Cette facture est introuvable.")
    return found


def _own(uow: UnitOfWork, actor: Actor, reference: str) -> tuple[Invoice, Demande]:
    invoice, demande = locked(uow, actor, reference)
    standing.require(uow, actor, invoice.establishment_id, MemberRight.DEPOSIT)
    return invoice, demande


def change(uow: UnitOfWork, ports: Inside, actor: Actor, invoice: Invoice, demande: Demande, move: Move) -> None:
    now = ports.clock.now()
    if invoice.clock_stopped_at is not None:
        invoice.stopped_seconds += int((now - invoice.clock_stopped_at).total_seconds())
    invoice.clock_stopped_at = now if move.wanted is Status.SUSPENDED else None
    invoice.status, invoice.status_at = move.wanted, now
    invoice.version += 1
    cases.advance(
        uow, ports, demande, actor, move.author, STAGES[move.wanted], reason_code=move.reason, comment=move.comment
    )


def release_order(uow: UnitOfWork, invoice: Invoice) -> None:
    if invoice.order_id is not None:
        consuming.release(uow, invoice.order_id, invoice.total_ttc)


def link(ports: Inside, reference: str) -> str:
    return ports.settings.origin + routes.with_query(routes.INVOICE, ref=reference)
