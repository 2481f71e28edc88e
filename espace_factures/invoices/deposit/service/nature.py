"""A credit note is subtracted from the invoice that it corrects, never paid: it does not become an invoice."""

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Permission
from espace_factures.core.documents import CREDIT_NOTE
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Inside
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.models import InvoiceDraft


def require_invoice(uow: Reading, _ports: Inside, actor: Actor, public_id: str) -> None:
    """Refuse a credit note before any of its fields is judged: its amounts are right, it is sent otherwise."""
    actor.require(Permission.INVOICE_DEPOSIT)
    draft = invoices_repository.own_draft(uow.session, actor, public_id)
    if draft is not None:
        refuse_credit_note(draft)


def refuse_credit_note(draft: InvoiceDraft) -> None:
    """Raise what the reading says to do with a credit note."""
    for finding in draft.findings:
        if finding["code"] == CREDIT_NOTE:
            raise DomainError(finding["message"], "credit-note")
