"""The native routes of the portal itself."""

from espace_factures.portal.http import security, unfinished

ROUTES = [*unfinished.ROUTES, *security.ROUTES]
