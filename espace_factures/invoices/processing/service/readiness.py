"""Which invoices agree with everything, and what the one look shows of them.

What does not change after the deposit is a column kept at writing (`demandes.agrees`, with an index of the few that
wait); what does (the bon de commande, the RIB) is asked of the first rows of that index. Each line of a batch is held
against every rule once more, and against the signs of fraud, in the transaction that attests it.
"""

from collections.abc import Mapping, Sequence

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError
from espace_factures.core.money import francs
from espace_factures.core.ports import Inside
from espace_factures.core.rib import masked
from espace_factures.core.words import NBSP
from espace_factures.demandes.service.kinds import Case
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.following.service import signals
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.processing.rules import Facts, against
from espace_factures.invoices.rules import Status
from espace_factures.orders import repository as orders_repository
from espace_factures.ribs.service import paying


def unready(uow: Reading, ports: Inside, actor: Actor, case: Case[Invoice]) -> DomainError | None:
    """What does not agree, or nothing."""
    said = against(_facts(uow, ports, actor, case))
    return DomainError(said, "not-ready") if said else None


def glances(uow: Reading, demande_ids: Sequence[int]) -> Mapping[int, str]:
    """« BC-2026-000123, reste 12 400 F · RIB •••• 0102 »."""
    return {
        demande_id: f"{number}, reste {francs(max(left, 0))} · RIB{NBSP}{masked(iban)}"
        for demande_id, number, left, iban in invoices_repository.glances(uow.session, demande_ids)
    }


def _facts(uow: Reading, ports: Inside, actor: Actor, case: Case[Invoice]) -> Facts:
    invoice, around = case.item, invoices_repository.around(uow.session, case.item)
    order = orders_repository.by_id(uow.session, invoice.order_id) if invoice.order_id is not None else None
    fault = paying.fault(around.rib, ports.clock.now())
    raised = signals.raised(uow, actor, invoice, around.rib, around.place)
    return Facts(
        status=Status(invoice.status),
        agreed_at_deposit=case.demande.agrees,
        is_unread=case.demande.is_unread,
        order=invoice.order_number,
        is_order_open=order is not None and order.is_open,
        is_order_here=order is not None and order.direction_id == invoice.direction_id,
        left=order.amount - order.invoiced if order else 0,
        rib_fault=fault.sentence if fault else "",
        signal=next((signal.sentence for signal in raised if signal.is_severe), ""),
    )
