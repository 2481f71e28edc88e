"""The public page of certificates."""

from espace_factures import routes
from espace_factures.invoices.certificate.pages.verification import verification
from espace_factures.invoices.certificate.state import VerificationState
from espace_factures.web.pages import Page

PAGES = [
    Page(
        routes.VERIFICATION,
        "Vérifier un certificat de dépôt",
        verification,
        load=VerificationState.load,
        description="Dire si un certificat de dépôt est authentique, ou si un fichier est celui qui a été reçu.",
    ),
]
