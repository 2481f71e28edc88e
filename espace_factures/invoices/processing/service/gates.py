"""The money gates: what keeps an invoice from being cleared, ordered, sent or paid although its life allows it."""

from typing import Any

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, StaleError
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.service.kinds import Case
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import STAGES, Status
from espace_factures.ribs import repository as ribs_repository
from espace_factures.ribs.service import paying


def bar(
    uow: Reading, ports: Inside, actor: Actor, case: Case[Invoice], wanted: Any, *, lock: bool = False
) -> DomainError | None:
    """Why the move is closed now, or nothing; its RIB stays as it is until the commit when `lock` asks so."""
    if closed := _same_person(uow, actor, case, wanted):
        return closed
    is_returned = case.item.status == Status.SENT and wanted is Status.SUSPENDED
    if wanted not in invoices_rules.PAID_ON_RIB and not is_returned:
        return None
    fault = _rib_fault(uow, ports, case.item, lock=lock)
    if is_returned:
        # Sent to the comptable, it comes back only when it cannot be paid any more.
        return None if fault else StaleError()
    return fault


def _rib_fault(uow: Reading, ports: Inside, invoice: Invoice, *, lock: bool) -> DomainError | None:
    rib = ribs_repository.by_id(uow.session, invoice.rib_id, lock=lock) if invoice.rib_id is not None else None
    return paying.fault(rib, ports.clock.now())


def _same_person(uow: Reading, actor: Actor, case: Case[Invoice], wanted: Any) -> DomainError | None:
    """Service fait, mandatement and paiement are the acts of three persons, however often each was done."""
    others = {STAGES[act].label: act for act in invoices_rules.THREE_PERSONS if act is not wanted}
    if wanted not in invoices_rules.THREE_PERSONS:
        return None
    done = demandes_repository.done_by(uow.session, case.demande.id, actor.account_id, list(others))
    if done is None:
        return None
    mine, theirs = invoices_rules.THREE_PERSONS[others[done]], invoices_rules.THREE_PERSONS[wanted]
    return DomainError(
        f"Vous avez fait {mine} de cette facture : {theirs} revient à une autre personne.", "same-person"
    )
