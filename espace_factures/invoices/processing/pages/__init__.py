"""The queue of invoices that agents process, and one invoice."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.invoices.processing.pages.decision import processing
from espace_factures.invoices.processing.pages.queue import queue
from espace_factures.invoices.processing.state import ProcessingState, QueueState
from espace_factures.web.pages import Page

REVIEW = Permission.INVOICE_REVIEW

PAGES = [
    Page(routes.ADMIN_INVOICES, "Factures à instruire", queue, REVIEW, QueueState.load),
    Page(routes.ADMIN_INVOICE, "Instruire une facture", processing, REVIEW, ProcessingState.load),
]
