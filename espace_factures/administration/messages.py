"""What agents are told of what an administrator decided for them."""

from collections.abc import Iterable
from typing import Final

from espace_factures.core.access import Role
from espace_factures.notifications.messages import Letter
from espace_factures.organisation.rules.agents import ROLE_LABELS

WHY: Final = "Si vous pensez que c’est une erreur, adressez-vous à un administrateur d’Espace Factures."


def role_taken(role: Role) -> Letter:
    """The account has the role no more."""
    label = f"« {ROLE_LABELS[role]} »"
    return Letter(
        subject=f"Espace Factures : rôle {label} retiré",
        paragraphs=(f"Votre compte provincial n’a plus le rôle {label} dans Espace Factures.", WHY),
    )


def directions_changed(names: Iterable[str], address: str) -> Letter:
    """The agent works for these directions from now on."""
    return Letter(
        subject="Espace Factures : vos directions ont changé",
        paragraphs=("Vous instruisez désormais les factures de ces directions.", WHY),
        facts=(("Vos directions", ", ".join(names) or "aucune"),),
        action=("Ouvrir la file des factures", address),
    )


def suspended() -> Letter:
    """The agent may do nothing more for the Province."""
    return Letter(
        subject="Espace Factures : votre accès d’agent est suspendu",
        paragraphs=(
            "Un administrateur a suspendu votre accès d’agent : vos sessions sont fermées et vos rôles attendent. "
            "Votre compte provincial reste le vôtre pour vos propres démarches.",
            WHY,
        ),
    )


def reactivated(address: str) -> Letter:
    """The agent has their roles again."""
    return Letter(
        subject="Espace Factures : votre accès d’agent est rétabli",
        paragraphs=("Un administrateur a rétabli votre accès d’agent, avec les rôles et directions que vous aviez.",),
        action=("Ouvrir l’administration", address),
    )


def invitation_withdrawn(role: Role) -> Letter:
    """The role waits for the address no more."""
    label = f"« {ROLE_LABELS[role]} »"
    return Letter(
        subject=f"Espace Factures : invitation au rôle {label} annulée",
        paragraphs=(f"L’invitation au rôle {label} qui vous avait été envoyée est annulée.",),
    )
