"""Native routes of the compte provincial."""

from espace_factures.accounts.http import entry, identities, passkeys

ROUTES = [*entry.ROUTES, *passkeys.ROUTES, *identities.ROUTES]
