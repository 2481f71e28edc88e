"""What people are told of a manager named at a point d'accueil."""

from espace_factures.core.words import of
from espace_factures.notifications.messages import Letter


def manager_named(place: str, person: str, link: str) -> Letter:
    """To the members, and to those who managed it in the last ninety days."""
    return Letter(
        subject=f"{person} gère désormais {place} dans Espace Factures",
        paragraphs=(
            f"L’établissement n’avait plus de gestionnaire. {person} est venu à un point d’accueil de la Province, "
            "ses papiers ont été vus par un agent et confirmés par un second.",
            "Si ce n’est pas normal, adressez-vous tout de suite à un point d’accueil.",
        ),
        facts=(("Établissement", place),),
        action=("Voir l’établissement", link),
    )


def made_manager(place: str, link: str) -> Letter:
    """To the person themselves."""
    return Letter(
        subject=f"Vous gérez {place} dans Espace Factures",
        paragraphs=(
            f"Vous êtes gestionnaire {of(place)} : vous déposez ses factures, gérez ses membres et ses RIB.",
            "Pendant trois jours, un RIB que vous ajoutez attend plus longtemps avant de servir.",
        ),
        action=("Ouvrir l’établissement", link),
    )
