"""What people are told of their documents."""

from espace_factures.notifications.messages import Letter


def infected(name: str) -> Letter:
    """A document that was waiting for the antivirus holds a program that harms."""
    return Letter(
        "Un de vos documents est bloqué",
        (
            f"Le document « {name} », que vous avez envoyé, contient un programme malveillant : il ne s’ouvre plus.",
            "Faites analyser votre appareil, puis envoyez un document sain depuis la page de votre demande.",
        ),
    )
