"""Native routes of the compte provincial."""

from espace_factures.identity.http import beginnings, entry, identities, passkeys

ROUTES = [*entry.ROUTES, *beginnings.ROUTES, *passkeys.ROUTES, *identities.ROUTES]
