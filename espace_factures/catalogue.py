"""Every page, native route and job of every feature, in one table."""

from espace_factures.accounts import http as accounts_http
from espace_factures.accounts import jobs as account_jobs
from espace_factures.accounts import pages as accounts
from espace_factures.agents import pages as agents
from espace_factures.habilitations import pages as habilitations
from espace_factures.invoices import http as invoices_http
from espace_factures.invoices import jobs as invoice_jobs
from espace_factures.invoices import pages as invoices
from espace_factures.notifications import http as notifications_http
from espace_factures.notifications import jobs as notification_jobs
from espace_factures.portal import pages as portal
from espace_factures.privacy import http as privacy_http
from espace_factures.privacy import jobs as privacy_jobs
from espace_factures.privacy import pages as privacy
from espace_factures.requests import http as requests_http
from espace_factures.requests import pages as requests
from espace_factures.ribs import pages as ribs

PAGES = [
    *accounts.PAGES,
    *habilitations.PAGES,
    *invoices.PAGES,
    *ribs.PAGES,
    *requests.PAGES,
    *privacy.PAGES,
    *agents.PAGES,
    *portal.PAGES,
]

NATIVE_ROUTES = [
    *accounts_http.ROUTES,
    *invoices_http.ROUTES,
    *notifications_http.ROUTES,
    *privacy_http.ROUTES,
    *requests_http.ROUTES,
]

JOBS = [account_jobs, invoice_jobs, notification_jobs, privacy_jobs]
