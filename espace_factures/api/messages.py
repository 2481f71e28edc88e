"""What managers are told of the tokens of their établissement."""

from espace_factures.core.words import of
from espace_factures.notifications.messages import Letter

NOT_EXPECTED = "Si vous n’attendiez pas ce changement, révoquez le jeton : il cesse aussitôt d’ouvrir."


def made(place: str, name: str, by: str, scopes: str, until: str, link: str) -> Letter:
    """A manager made a token."""
    return Letter(
        subject=f"Nouvel accès pour logiciel : {name}",
        paragraphs=(f"{by} a créé un jeton qui agit au nom {of(place)} dans Espace Factures.", NOT_EXPECTED),
        facts=(("Logiciel", name), ("Peut", scopes), ("Jusqu’au", until)),
        action=("Voir les accès pour logiciels", link),
    )


def revoked(place: str, name: str, by: str, link: str) -> Letter:
    """A manager revoked a token."""
    return Letter(
        subject=f"Accès pour logiciel révoqué : {name}",
        paragraphs=(f"{by} a révoqué le jeton « {name} », qui agissait au nom {of(place)}.",),
        action=("Voir les accès pour logiciels", link),
    )
