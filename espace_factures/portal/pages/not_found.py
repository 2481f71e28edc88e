"""What does not exist, or may not be seen: a sentence and ways on."""

import reflex as rx

from espace_factures import routes
from espace_factures.shell import layout
from espace_factures.ui import button
from espace_factures.ui.empty import empty_state


def not_found() -> rx.Component:
    """« Cette page est introuvable »."""
    return layout.page(
        empty_state(
            "Cette adresse ne mène nulle part",
            "Elle a peut-être changé, ou votre compte ne donne pas accès à cette page. Vérifiez-la, ou repartez d’ici.",
            rx.el.div(
                button.link_button("Mes services en ligne", routes.HOME),
                button.link_button("Espace Factures", routes.INVOICES_HOME, kind="secondary"),
                button.link_button("Aide en ligne", routes.HELP, kind="secondary"),
                class_name="flex flex-wrap gap-3 justify-center",
            ),
            icon="search",
        ),
        title="Cette page est introuvable",
    )
