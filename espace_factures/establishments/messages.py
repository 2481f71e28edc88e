"""What members of an établissement are told by mail."""

from datetime import date

from espace_factures.core.calendar import long_date
from espace_factures.core.words import of
from espace_factures.notifications.messages import Letter

NOT_EXPECTED = "Si vous n’attendiez pas ce changement, écrivez aux gestionnaires de l’établissement."


def rights_changed(place: str, role: str, until: str, link: str) -> Letter:
    """A manager changed what the person may do."""
    return Letter(
        subject=f"Vos droits ont changé pour {place}",
        paragraphs=(f"Un gestionnaire {of(place)} a changé vos droits dans Espace Factures.", NOT_EXPECTED),
        facts=(("Rôle", role), ("Valable", until)),
        action=("Voir mes établissements", link),
    )


def access_ended(place: str, link: str) -> Letter:
    """A manager ended the person's membership."""
    return Letter(
        subject=f"Vous ne pouvez plus agir pour {place}",
        paragraphs=(f"Un gestionnaire {of(place)} a mis fin à votre accès dans Espace Factures.", NOT_EXPECTED),
        action=("Voir mes établissements", link),
    )


def member_left(place: str, name: str, link: str) -> Letter:
    """The managers learn that a member left."""
    return Letter(
        subject=f"{name} a quitté {place}",
        paragraphs=(f"{name} a choisi de ne plus agir pour {place} dans Espace Factures.",),
        action=("Voir les membres", link),
    )


def invited(place: str, by: str, role: str, until: str, before: str, link: str) -> Letter:
    """Somebody is invited, whether they have an account or not."""
    return Letter(
        subject=f"Invitation à agir pour {place}",
        paragraphs=(
            f"{by} vous invite à agir pour {place} dans Espace Factures, le service de factures de la province Sud.",
            "Connectez-vous avec l’adresse qui a reçu ce message, ou créez un compte provincial avec elle, "
            "puis acceptez l’invitation.",
            "Si vous ne connaissez pas cette personne, ignorez ce message : rien ne se passera.",
        ),
        facts=(("Rôle", role), ("Droit valable", until), ("À accepter avant le", before)),
        action=("Voir l’invitation", link),
    )


def invitation_answered(place: str, email: str, link: str, *, is_accepted: bool) -> Letter:
    """The managers learn what became of an invitation."""
    what = "a accepté votre invitation et peut agir pour" if is_accepted else "a décliné votre invitation à agir pour"
    return Letter(
        subject=f"Invitation {'acceptée' if is_accepted else 'déclinée'} : {place}",
        paragraphs=(f"{email} {what} {place}.",),
        action=("Voir les membres", link),
    )


def until_words(expires_on: date | None) -> str:
    """« sans date de fin », or « jusqu’au 18 novembre 2026 »."""
    return f"jusqu’au {long_date(expires_on)}" if expires_on else "sans date de fin"
