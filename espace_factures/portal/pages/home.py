"""« Mes services en ligne »: what one can do here, first."""

import reflex as rx

from espace_factures import routes
from espace_factures.portal.components import grid, service_card
from espace_factures.ui import button, card, fields, layout
from espace_factures.ui.native import native_form
from espace_factures.ui.stack import actions, stack


def home() -> rx.Component:
    """The home page."""
    return layout.page(
        stack(
            grid(
                service_card(
                    "Espace Factures",
                    "Déposez vos factures à la province Sud, suivez-les jusqu’au paiement, gérez vos RIB.",
                    "Espace Factures",
                    routes.INVOICES_HOME,
                ),
                service_card(
                    "Déposer une facture en ligne",
                    "Pour qui, à quelles conditions, avec quelles pièces, en combien de temps.",
                    "Lire la fiche démarche",
                    routes.SERVICE_SHEET,
                    kind="secondary",
                ),
                service_card(
                    "Besoin d’aide ?",
                    "Première connexion, habilitation, dépôt, suivi, RIB : chaque étape est expliquée.",
                    "Aide en ligne",
                    routes.HELP,
                    kind="secondary",
                ),
            ),
            card.card(_search(), title="Chercher une démarche ou une réponse"),
        ),
        title="Mes services en ligne",
        lead="Les démarches de la province Sud, depuis chez vous.",
    )


def _search() -> rx.Component:
    return native_form(
        stack(
            fields.text_field("q", "Votre recherche", type="search", max_length=80),
            actions(button.secondary("Chercher", type="submit", icon="search")),
            narrow=True,
        ),
        action=routes.SEARCH,
        method="get",
    )
