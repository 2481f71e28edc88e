"""The page of exports."""

from espace_factures import routes
from espace_factures.invoices.exporting.pages.export import export
from espace_factures.invoices.exporting.service.exports import RIGHT
from espace_factures.invoices.exporting.state import ExportState
from espace_factures.web.pages import Page

PAGES = [Page(routes.LIST_EXPORTS, "Exporter mes factures", export, RIGHT, ExportState.load)]
