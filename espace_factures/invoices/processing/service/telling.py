"""A supplier is told once of a batch: one mail to each person, whatever the number of invoices."""

from collections import defaultdict
from collections.abc import Sequence

from espace_factures import routes
from espace_factures.app.uow import UnitOfWork
from espace_factures.core import money
from espace_factures.core.ports import Inside
from espace_factures.core.words import counted
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds
from espace_factures.demandes.service.kinds import Move
from espace_factures.establishments.service import standing
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import STAGES, Status
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.notifications.service.outbox import Recipient


def tell(uow: UnitOfWork, ports: Inside, recipients: list[Recipient], invoice: Invoice, move: Move) -> None:
    """Tell of a decision on one invoice."""
    status, page = Status(move.wanted), kinds.page_of(Kind.INVOICE, invoice.reference)
    why = invoices_rules.LIFE.explain(move.reason, move.comment, move.why)
    letter = invoices_messages.changed(
        status, invoice.reference, invoice.number, why, ports.settings.origin + page, money.francs(owed(invoice))
    )
    title = f"Facture {invoice.number} : {STAGES[status].label.lower()}"
    outbox.tell(uow, ports, Event.INVOICE, recipients, letter, title, page)


def tell_many(uow: UnitOfWork, ports: Inside, demandes: Sequence[Demande], move: Move) -> None:
    """Tell each person who follows some of these invoices of those that they follow, in one letter."""
    theirs: dict[int, list[Invoice]] = defaultdict(list)
    people: dict[int, Recipient] = {}
    by_place: dict[int, list[Invoice]] = defaultdict(list)
    for invoice in invoices_repository.of_demandes(uow.session, [demande.id for demande in demandes]):
        by_place[invoice.establishment_id].append(invoice)
    for place, invoices in by_place.items():
        for follower in standing.followers(uow, place):
            people[follower.account_id] = follower
            theirs[follower.account_id] += invoices
    for account_id, invoices in theirs.items():
        _tell_person(uow, ports, people[account_id], invoices, move)


def _tell_person(uow: UnitOfWork, ports: Inside, person: Recipient, invoices: Sequence[Invoice], move: Move) -> None:
    if len(invoices) == 1:
        tell(uow, ports, [person], invoices[0], move)
        return
    status = Status(move.wanted)
    why = invoices_rules.LIFE.explain(move.reason, move.comment, move.why)
    lines = [(invoice.number, invoice.reference, money.francs(owed(invoice))) for invoice in invoices]
    letter = invoices_messages.many_changed(status, lines, why, ports.settings.origin + routes.TRACKING)
    title = f"{counted(len(invoices), 'facture')} : {STAGES[status].label.lower()}"
    outbox.tell(uow, ports, Event.INVOICE, [person], letter, title, routes.TRACKING)


def owed(invoice: Invoice) -> int:
    """What is paid of it: the amount that was admitted, or all."""
    return invoice.owed
