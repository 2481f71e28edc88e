"""What those who watch take away."""

from espace_factures.oversight.http import dossier, figures, journal

ROUTES = [*journal.ROUTES, *figures.ROUTES, *dossier.ROUTES]
