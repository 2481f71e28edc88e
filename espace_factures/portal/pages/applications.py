"""« Applications »: the services this account may open."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.portal.components import grid, service_card
from espace_factures.shell import layout
from espace_factures.web.me import Me

ME: Any = Me  # on a page its attributes are Vars


def applications() -> rx.Component:
    """The services of the account."""
    return layout.page(
        grid(
            service_card(
                "Espace Factures",
                "Déposer et suivre les factures de vos établissements.",
                "Espace Factures",
                routes.INVOICES_HOME,
            ),
            rx.cond(
                ME.is_agent,
                service_card(
                    "Administration", "Instruire les demandes des fournisseurs.", "Administration", routes.ADMIN
                ),
            ),
        ),
        title="Applications",
        lead="Les services que votre compte peut ouvrir.",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Applications", routes.APPLICATIONS)],
    )
