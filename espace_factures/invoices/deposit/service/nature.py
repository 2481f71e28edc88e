"""A credit note is subtracted from the invoice that it corrects, never paid: it does not become an invoice."""

from typing import Final

from espace_factures.core.documents import CREDIT_NOTE
from espace_factures.core.errors import DomainError
from espace_factures.invoices.models import InvoiceDraft

NOT_PAID: Final = (
    "Ce document est un avoir, qui ne se paie pas : choisissez « Avoir » pour nature du document, "
    "et la facture qu’il corrige."
)


def refuse_credit_note(draft: InvoiceDraft) -> None:
    """Raise what to do with a document that says of itself that it is a credit note."""
    if any(finding["code"] == CREDIT_NOTE for finding in draft.findings):
        raise DomainError(NOT_PAID, "credit-note")
