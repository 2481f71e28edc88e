"""What those who watch take away."""

from espace_factures.oversight.http import journal

ROUTES = [*journal.ROUTES]
