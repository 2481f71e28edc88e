"""Native routes of the compte provincial."""

from espace_factures.identity.http import entry, identities, passkeys

ROUTES = [*entry.ROUTES, *passkeys.ROUTES, *identities.ROUTES]
