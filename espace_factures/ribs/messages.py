"""What managers are told about their RIBs."""

from espace_factures.notifications.messages import Letter


def added(place: str, number: str, name: str, link: str) -> Letter:
    """A RIB was added: every manager is warned at his present address."""
    return Letter(
        subject=f"{place} : un RIB a été ajouté",
        paragraphs=(
            f"{name} a ajouté le RIB {number} à {place}.",
            "Deux agents vont le vérifier. Si vous n’êtes pas à l’origine de cet ajout, écrivez-nous sans attendre.",
        ),
        action=("Voir le RIB", link),
    )


def validated(place: str, number: str, usable: str, link: str) -> Letter:
    """Two agents vouched for it."""
    return Letter(
        subject=f"{place} : un RIB est validé",
        paragraphs=(f"Le RIB {number} de {place} est validé. Il servira aux paiements à partir du {usable}.",),
        action=("Voir le RIB", link),
    )


def refused(place: str, number: str, why: str, link: str) -> Letter:
    """An agent refused it."""
    return Letter(
        subject=f"{place} : un RIB est refusé",
        paragraphs=(f"Le RIB {number} de {place} est refusé : {why}.", "Ajoutez un RIB qui convient."),
        action=("Mes RIB", link),
    )


def changed(place: str, number: str, what: str, name: str, link: str) -> Letter:
    """A manager chose another default RIB, or retired one: the others are warned."""
    return Letter(
        subject=f"{place} : {what}",
        paragraphs=(
            f"{name} a fait ce changement pour {place} : {what} ({number}).",
            "Si vous ne l’attendiez pas, écrivez-nous sans attendre.",
        ),
        action=("Mes RIB", link),
    )
