"""What is mailed of a fault of accessibility that somebody reported."""

from datetime import datetime

from espace_factures.core.calendar import moment
from espace_factures.notifications.messages import Letter


def accessibility_reported(what: str, page: str, email: str, at: datetime) -> Letter:
    """Their words, the page, and whom to answer."""
    return Letter(
        subject="Un défaut d’accessibilité est signalé",
        paragraphs=(f"Le {moment(at)}, une personne a écrit depuis la page « Accessibilité » :", what),
        facts=(("Page concernée", page or "non précisée"), ("Répondre à", email or "aucun courriel donné")),
    )
