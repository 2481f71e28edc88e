"""The page of the desk for an établissement or a habilitation."""

from espace_factures import routes
from espace_factures.reception.pages.reception import reception
from espace_factures.reception.service.asking import RIGHT
from espace_factures.reception.state import ReceptionState
from espace_factures.web.pages import Page

PAGES = [
    Page(routes.ADMIN_RECEPTION, "Point d’accueil : établissement", reception, RIGHT, ReceptionState.load),
]
