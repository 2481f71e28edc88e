"""The pages of Espace Factures and of the agents who instruct invoices."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.invoices.pages.deposit import deposit
from espace_factures.invoices.pages.home import home
from espace_factures.invoices.pages.invoice import invoice
from espace_factures.invoices.pages.processing import processing
from espace_factures.invoices.pages.queue import queue
from espace_factures.invoices.pages.tracking import tracking
from espace_factures.invoices.states.deposit import DepositState
from espace_factures.invoices.states.invoice import InvoiceState
from espace_factures.invoices.states.processing import ProcessingState, QueueState
from espace_factures.invoices.states.tracking import HomeState, TrackingState
from espace_factures.web.pages import Page

READ, REVIEW = Permission.INVOICE_READ, Permission.INVOICE_REVIEW

PAGES = [
    Page(routes.INVOICES_HOME, "Espace Factures", home, READ, HomeState.load),
    Page(routes.DEPOSIT, "Déposer une facture", deposit, Permission.INVOICE_DEPOSIT, DepositState.load),
    Page(routes.TRACKING, "Mes factures", tracking, READ, TrackingState.load),
    Page(routes.INVOICE, "Facture", invoice, READ, InvoiceState.load),
    Page(routes.ADMIN_INVOICES, "Factures à instruire", queue, REVIEW, QueueState.load),
    Page(routes.ADMIN_INVOICE, "Instruire une facture", processing, REVIEW, ProcessingState.load),
]
