"""What those who watch take away, and what machines ask."""

from espace_factures.oversight.http import dossier, figures, health, journal

ROUTES = [*journal.ROUTES, *figures.ROUTES, *dossier.ROUTES, *health.ROUTES]
