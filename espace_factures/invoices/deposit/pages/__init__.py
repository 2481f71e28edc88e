"""« Déposer une facture »."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.invoices.deposit.pages.deposit import deposit
from espace_factures.invoices.deposit.state import DepositState
from espace_factures.web.pages import Page

PAGES = [Page(routes.DEPOSIT, "Déposer une facture", deposit, Permission.INVOICE_DEPOSIT, DepositState.load)]
