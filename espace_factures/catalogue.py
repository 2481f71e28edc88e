"""Every page, native route and job of every feature, in one table."""

from espace_factures.administration import http as administration_http
from espace_factures.administration import pages as administration_pages
from espace_factures.api import http as api_http
from espace_factures.api import pages as api_pages
from espace_factures.audit import jobs as audit_jobs
from espace_factures.demandes import http as demandes_http
from espace_factures.demandes import pages as demandes_pages
from espace_factures.documents import http as documents_http
from espace_factures.documents import jobs as documents_jobs
from espace_factures.establishments import pages as establishments_pages
from espace_factures.habilitations import pages as habilitations_pages
from espace_factures.identity import http as identity_http
from espace_factures.identity import jobs as identity_jobs
from espace_factures.identity import pages as identity_pages
from espace_factures.invoices.answering import pages as answering_pages
from espace_factures.invoices.certificate import http as certificate_http
from espace_factures.invoices.certificate import jobs as certificate_jobs
from espace_factures.invoices.certificate import pages as certificate_pages
from espace_factures.invoices.deposit import http as deposit_http
from espace_factures.invoices.deposit import jobs as deposit_jobs
from espace_factures.invoices.deposit import pages as deposit_pages
from espace_factures.invoices.exporting import http as exporting_http
from espace_factures.invoices.exporting import jobs as exporting_jobs
from espace_factures.invoices.exporting import pages as exporting_pages
from espace_factures.invoices.following import jobs as following_jobs
from espace_factures.invoices.following import pages as following_pages
from espace_factures.invoices.inbox import jobs as inbox_jobs
from espace_factures.invoices.payment import http as payment_http
from espace_factures.invoices.payment import jobs as payment_jobs
from espace_factures.invoices.payment import pages as payment_pages
from espace_factures.invoices.processing import pages as processing_pages
from espace_factures.notifications import http as notifications_http
from espace_factures.notifications import jobs as notifications_jobs
from espace_factures.notifications import pages as notifications_pages
from espace_factures.organisation import jobs as organisation_jobs
from espace_factures.oversight import http as oversight_http
from espace_factures.oversight import jobs as oversight_jobs
from espace_factures.oversight import pages as oversight_pages
from espace_factures.portal import http as portal_http
from espace_factures.portal import pages as portal_pages
from espace_factures.privacy import http as privacy_http
from espace_factures.privacy import jobs as privacy_jobs
from espace_factures.privacy import pages as privacy_pages
from espace_factures.profile import http as profile_http
from espace_factures.profile import pages as profile_pages
from espace_factures.queues import jobs as queues_jobs
from espace_factures.queues import pages as queues_pages
from espace_factures.reception import pages as reception_pages
from espace_factures.ribs import pages as ribs_pages

PAGES = [
    *identity_pages.PAGES,
    *profile_pages.PAGES,
    *notifications_pages.PAGES,
    *establishments_pages.pages(habilitations_pages.PENDING),
    *api_pages.PAGES,
    *habilitations_pages.PAGES,
    *following_pages.PAGES,
    *answering_pages.PAGES,
    *deposit_pages.PAGES,
    *certificate_pages.PAGES,
    *exporting_pages.PAGES,
    *processing_pages.PAGES,
    *payment_pages.PAGES,
    *ribs_pages.PAGES,
    *queues_pages.PAGES,
    *demandes_pages.PAGES,
    *administration_pages.PAGES,
    *oversight_pages.PAGES,
    *reception_pages.PAGES,
    *privacy_pages.PAGES,
    *portal_pages.PAGES,
]

NATIVE_ROUTES = [
    *payment_http.ROUTES,
    *administration_http.ROUTES,
    *identity_http.ROUTES,
    *profile_http.ROUTES,
    *certificate_http.ROUTES,
    *exporting_http.ROUTES,
    *deposit_http.ROUTES,
    *notifications_http.ROUTES,
    *privacy_http.ROUTES,
    *demandes_http.ROUTES,
    *documents_http.ROUTES,
    *oversight_http.ROUTES,
    *portal_http.ROUTES,
    *api_http.ROUTES,
]

JOBS = [
    audit_jobs,
    documents_jobs,
    identity_jobs,
    organisation_jobs,
    certificate_jobs,
    exporting_jobs,
    deposit_jobs,
    following_jobs,
    inbox_jobs,
    payment_jobs,
    notifications_jobs,
    queues_jobs,
    oversight_jobs,
    privacy_jobs,
]
