"""The native routes of the portal itself."""

from espace_factures.portal.http import accessibility, security, unfinished

ROUTES = [*accessibility.ROUTES, *unfinished.ROUTES, *security.ROUTES]
