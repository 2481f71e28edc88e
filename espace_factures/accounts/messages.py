"""What accounts are told by mail."""

from espace_factures.notifications.messages import Letter


def activation_code(code: str) -> Letter:
    """The code that proves the address of a new account."""
    return Letter(
        subject="Votre code pour activer votre compte provincial",
        paragraphs=("Vous créez un compte provincial. Saisissez ce code sur la page d’activation.",),
        code=code,
        facts=(("Valable", "10 minutes, une seule fois"),),
    )


def already_registered(sign_in: str) -> Letter:
    """Somebody signed up with an address that has an account: its owner alone learns it."""
    return Letter(
        subject="Vous avez déjà un compte provincial",
        paragraphs=(
            "Une inscription a été demandée avec votre adresse, qui a déjà un compte provincial.",
            "Si c’était vous, connectez-vous avec votre mot de passe. Sinon, vous n’avez rien à faire.",
        ),
        action=("Se connecter", sign_in),
    )
