"""What agents are told of their roles."""

from datetime import date, datetime

from espace_factures.audit.rules.chain import Head
from espace_factures.core.access import Role
from espace_factures.core.calendar import long_date, moment
from espace_factures.notifications.messages import Letter
from espace_factures.organisation.rules.agents import ROLE_LABELS


def invited(role: Role, sign_up: str, valid_until: date) -> Letter:
    """A role waits for the address."""
    return Letter(
        subject=f"Espace Factures : rôle « {ROLE_LABELS[role]} »",
        paragraphs=(
            f"La province Sud vous confie le rôle « {ROLE_LABELS[role]} » dans Espace Factures.",
            "Créez votre compte provincial avec cette adresse : le rôle vous est donné dès qu’elle est confirmée par "
            "le code reçu. Si vous avez déjà un compte, confirmez cette adresse sur la page « Profil ».",
        ),
        action=("Créer mon compte", sign_up),
        facts=(("Valable jusqu’au", long_date(valid_until)),),
    )


def granted(role: Role, address: str) -> Letter:
    """The account has the role."""
    return Letter(
        subject=f"Espace Factures : rôle « {ROLE_LABELS[role]} »",
        paragraphs=(f"Votre compte provincial a désormais le rôle « {ROLE_LABELS[role]} » dans Espace Factures.",),
        action=("Ouvrir l’administration", address),
    )


def journal_head(head: Head, at: datetime) -> Letter:
    """What whoever keeps the log must keep too, outside of the portal."""
    return Letter(
        subject=f"Espace Factures : journal scellé, entrée n° {head.position}",
        paragraphs=(
            f"Le {moment(at)}, la tête de la chaîne du journal est : {head}",
            "Gardez ce courriel. Pour vérifier que rien n’a été changé depuis, un exploitant du portail tape : "
            f"python -m espace_factures verify-journal --head {head}",
        ),
    )
