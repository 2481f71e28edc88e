"""The pages of the comptable: what is to be paid, and a file of payments."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.invoices.payment.pages.file import payments_file
from espace_factures.invoices.payment.pages.owed import owed
from espace_factures.invoices.payment.state.file import PaymentsFileState
from espace_factures.invoices.payment.state.owed import OwedState
from espace_factures.web.pages import Page

PAY = Permission.INVOICE_PAY

PAGES = [
    Page(routes.ADMIN_PAYMENTS, "À payer", owed, PAY, OwedState.load),
    Page(routes.ADMIN_PAYMENTS_FILE, "Enregistrer des paiements", payments_file, PAY, PaymentsFileState.load),
]
