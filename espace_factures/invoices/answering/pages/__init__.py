"""One invoice."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.invoices.answering.pages.invoice import invoice
from espace_factures.invoices.answering.state import InvoiceState
from espace_factures.web.pages import Page

PAGES = [Page(routes.INVOICE, "Facture", invoice, Permission.INVOICE_READ, InvoiceState.load)]
