"""Every address of the portal, in French, once."""

from typing import Final
from urllib.parse import quote_plus

HOME: Final = "/"
SERVICES_CATALOGUE: Final = "/demarches"
SERVICE_SHEET: Final = "/demarches/deposer-une-facture-en-ligne"
HELP: Final = "/aide"
HELP_FIRST_CONNECTION: Final = "/aide/premiere-connexion"
HELP_HABILITATION: Final = "/aide/habilitation"
HELP_DEPOSIT: Final = "/aide/deposer"
HELP_TRACKING: Final = "/aide/suivre"
HELP_RIB: Final = "/aide/rib"
HELP_PASSWORD: Final = "/aide/mot-de-passe"
TUTORIALS: Final = "/tutos"
SEARCH: Final = "/recherche"
DELAYS: Final = "/delais"
VERIFICATION: Final = "/verification"
ACCESSIBILITY: Final = "/accessibilite"
LEGAL: Final = "/mentions-legales"
PRIVACY_STATEMENT: Final = "/donnees-personnelles"
TERMS: Final = "/conditions-utilisation"

SIGN_IN: Final = "/connexion"
SIGN_UP: Final = "/inscription"
ACTIVATION: Final = "/inscription/activation"
FORGOTTEN_PASSWORD: Final = "/mot-de-passe-oublie"
FORGOTTEN_PASSWORD_CODE: Final = "/mot-de-passe-oublie/code"
DENIAL: Final = "/ce-n-etait-pas-moi"
SECOND_FACTOR: Final = "/connexion/verification"
LINK_IDENTITY: Final = "/connexion/nc-connect"

DEMANDES: Final = "/compte/demandes"
DEMANDE: Final = "/compte/demandes/detail"
APPLICATIONS: Final = "/compte/applications"
SUBSCRIPTIONS: Final = "/compte/abonnements"
PROFILE: Final = "/compte/profil"
PROTECTION: Final = "/compte/protection"
OPENINGS: Final = "/compte/acces"
PRIVACY: Final = "/compte/confidentialite"
NOTIFICATIONS: Final = "/compte/notifications"

INVOICES_HOME: Final = "/factures"
HABILITATION: Final = "/factures/habilitation"
DEPOSIT: Final = "/factures/deposer"
HABILITATION_FOLLOW: Final = "/factures/habilitation/suivi"
TRACKING: Final = "/factures/suivi"
LIST_EXPORTS: Final = "/factures/suivi/export"
INVOICE: Final = "/factures/detail"
RIBS: Final = "/factures/rib"
FREEZE_RIB: Final = "/factures/rib/gel"
ESTABLISHMENTS: Final = "/factures/etablissements"
SOFTWARE: Final = "/factures/etablissements/logiciels"

ADMIN: Final = "/administration"
ADMIN_HABILITATIONS: Final = "/administration/habilitations"
ADMIN_HABILITATION: Final = "/administration/habilitations/detail"
ADMIN_RIBS: Final = "/administration/ribs"
ADMIN_RIB: Final = "/administration/ribs/detail"
ADMIN_DESK: Final = "/administration/point-d-accueil"
ADMIN_RECEPTION: Final = "/administration/point-d-accueil/etablissement"
ADMIN_INVOICES: Final = "/administration/factures"
ADMIN_INVOICE: Final = "/administration/factures/detail"
ADMIN_BATCHES: Final = "/administration/lots"
ADMIN_PAYMENTS: Final = "/administration/paiements"
ADMIN_PAYMENTS_FILE: Final = "/administration/paiements/fichier"
ADMIN_ORDERS: Final = "/administration/bons-de-commande"
ADMIN_ORDER: Final = "/administration/bons-de-commande/detail"
ADMIN_ORDERS_IMPORT: Final = "/administration/bons-de-commande/import"
ADMIN_AGENTS: Final = "/administration/agents"
ADMIN_AGENT: Final = "/administration/agents/detail"
ADMIN_AGENT_NEW: Final = "/administration/agents/inviter"
ADMIN_DIRECTIONS: Final = "/administration/directions"
ADMIN_PARAMETERS: Final = "/administration/parametres"
ADMIN_JOURNAL: Final = "/administration/journal"
ADMIN_REASONS: Final = "/administration/parametres/motifs"

NOT_FOUND: Final = "/introuvable"

# Native routes: forms posted by the browser itself, and files.
POST_SIGN_IN: Final = "/session/connexion"
POST_SIGN_OUT: Final = "/session/deconnexion"
POST_SIGN_UP: Final = "/session/inscription"
POST_ACTIVATION: Final = "/session/activation"
POST_ENTRY: Final = "/session/entree"
POST_FORGOTTEN_PASSWORD: Final = "/session/mot-de-passe-oublie"
POST_SECOND_FACTOR: Final = "/session/verification"
POST_PASSKEY_CHALLENGE: Final = "/session/cle/defi"
POST_PASSKEY: Final = "/session/cle"
POST_PASSKEY_NEW_CHALLENGE: Final = "/session/cle/nouvelle/defi"
POST_PASSKEY_NEW: Final = "/session/cle/nouvelle"
IDENTITY: Final = "/session/nc-connect"
IDENTITY_RETURN: Final = "/session/nc-connect/retour"
POST_LINK_IDENTITY: Final = "/session/nc-connect/liaison"
POST_ACCESSIBILITY: Final = "/session/accessibilite"
POST_UNFINISHED: Final = "/session/formulaire"
CAPTCHA_CHALLENGE: Final = "/session/defi"
STOP_MAILS: Final = "/abonnements/arret"
POST_STOP_MAILS: Final = "/abonnements/arret/{sealed}"
EXPORT: Final = "/compte/confidentialite/donnees/{public_id}"
CERTIFICATE: Final = "/factures/certificat"
LIST_SHEET: Final = "/factures/suivi/export/{sheet}"
LIST_FILE: Final = "/factures/suivi/export/fichier/{public_id}"
POST_DRAFT_FILE: Final = "/factures/deposer/fichier"
POST_PAYMENTS_FILE: Final = "/administration/paiements/envoi"
PAYMENTS_SHEET: Final = "/administration/paiements/export/{number:int}"
PAYMENTS_TRANSFERS: Final = "/administration/paiements/virements/{number:int}"
POST_ORDERS_FILE: Final = "/administration/bons-de-commande/fichier"
ORDERS_SHEET: Final = "/administration/bons-de-commande/export"
POST_DOCUMENT: Final = "/documents"
DOCUMENT: Final = "/documents/{public_id}"
DOCUMENT_PAGE: Final = "/documents/{public_id}/page/{page:int}"
JOURNAL_EXPORT: Final = "/administration/journal/export"
FIGURES_EXPORT: Final = "/administration/chiffres"
DOSSIER: Final = "/administration/factures/dossier"
LIVE: Final = "/live"
READY: Final = "/ready"
METRICS: Final = "/metrics"
SECURITY_TXT: Final = "/.well-known/security.txt"
DEV_MAILBOX: Final = "/dev/courriels"

# What programs call.
API: Final = "/api"
API_CALLS: Final = "/api/v1/{path:path}"
API_CONTRACT: Final = "/api/v1/openapi.json"
API_INVOICES: Final = "/api/v1/factures"
API_INVOICE: Final = "/api/v1/factures/{reference}"
API_HISTORY: Final = "/api/v1/factures/{reference}/historique"
API_DOCUMENT: Final = "/api/v1/factures/{reference}/documents/{document}"
API_CERTIFICATE: Final = "/api/v1/factures/{reference}/certificat"
API_PLACES: Final = "/api/v1/etablissements"
API_RIBS: Final = "/api/v1/ribs"
API_ORDERS: Final = "/api/v1/bons-de-commande"

# Addresses printed in guides long ago, and where they lead now.
REDIRECTS: Final = {
    "/cashweb/app/accueil": INVOICES_HOME,
    "/catweb/app/demarches/deposer-une-facture-en-ligne": SERVICE_SHEET,
    "/aide-en-ligne": HELP,
}

# Where nobody is sent back to after signing in.
BACKSTAGE: Final = ("/session", "/documents", "/dev", "/_", SIGN_IN, SIGN_UP, FORGOTTEN_PASSWORD)
TO_KEEP: Final = "?telecharger=1"
"""After the address of a document: the file itself, not its picture."""


def document(public_id: str) -> str:
    """A document: /documents/4f…."""
    return DOCUMENT.format(public_id=public_id)


def payments_sheet(number: int) -> str:
    """A file of what is to be paid: /administration/paiements/export/12."""
    return PAYMENTS_SHEET.replace("{number:int}", str(number))


def payments_transfers(number: int) -> str:
    """The transfers of that file, for the bank: /administration/paiements/virements/12."""
    return PAYMENTS_TRANSFERS.replace("{number:int}", str(number))


def document_page(public_id: str, page: int) -> str:
    """The picture of a page of a document, from 1."""
    return f"{document(public_id)}/page/{page}"


def asking(route: str, name: str) -> str:
    """An address whose query waits for its value, which the page knows: /factures/detail?ref=."""
    return f"{route}?{name}="


def with_query(route: str, **query: str) -> str:
    """An address with its query, values percent-encoded: /factures/detail?ref=EF-2026-000001."""
    kept = "&".join([f"{name}={quote_plus(value)}" for name, value in query.items() if value])
    return f"{route}?{kept}" if kept else route
