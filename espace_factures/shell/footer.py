"""The foot of every page: help, and what the law asks to be found everywhere."""

import reflex as rx

from espace_factures import routes

LINKS = (
    ("Aide en ligne", routes.HELP),
    ("Tutoriels", routes.TUTORIALS),
    ("Délais de paiement", routes.DELAYS),
    ("Vérifier un certificat", routes.VERIFICATION),
    ("Accessibilité : partiellement conforme", routes.ACCESSIBILITY),
    ("Conditions d’utilisation", routes.TERMS),
    ("Mentions légales", routes.LEGAL),
    ("Données personnelles", routes.PRIVACY_STATEMENT),
)


def footer() -> rx.Component:
    """The links, and whose portal this is."""
    items = [rx.el.li(rx.el.a(label, href=href, class_name="ef-foot-link")) for label, href in LINKS]
    return rx.el.footer(
        rx.el.div(
            rx.el.p("Province Sud de la Nouvelle-Calédonie", class_name="ef-foot-name"),
            rx.el.nav(rx.el.ul(*items, class_name="ef-foot-list"), aria_label="Pied de page"),
            class_name="ef-foot-inner",
        ),
        class_name="ef-foot",
    )
