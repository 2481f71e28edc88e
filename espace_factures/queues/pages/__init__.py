"""The pages of the queues that belong to no kind."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.queues.pages.batch import batch
from espace_factures.queues.state.batch import BatchState
from espace_factures.web.pages import Page

PAGES = [Page(routes.ADMIN_BATCHES, "Lots", batch, Permission.ADMINISTRATION_OPEN, BatchState.load)]
