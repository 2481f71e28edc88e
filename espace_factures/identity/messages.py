"""What accounts are told by mail and by SMS; none of it can be switched off."""

from datetime import datetime
from typing import Final

from espace_factures.core.calendar import moment
from espace_factures.identity.rules.verification import Purpose
from espace_factures.notifications.messages import Letter

NOT_YOU: Final = (
    "Si ce n’était pas vous, dites-le sans attendre par le bouton : les sessions ouvertes se ferment, ce qui vient "
    "d’être ajouté n’ouvre plus rien, et vous choisissez un autre mot de passe."
)
DENY: Final = "Ce n’était pas moi"

SUBJECTS: Final = {
    Purpose.ACTIVATION: "Votre code pour activer votre compte provincial",
    Purpose.RECOVERY: "Votre code pour changer de mot de passe",
    Purpose.EMAIL: "Votre code pour confirmer ce courriel",
    Purpose.IDENTITY: "Votre code pour relier NC Connect à votre compte",
}
REASONS: Final = {
    Purpose.ACTIVATION: "Vous créez un compte provincial. Saisissez ce code sur la page d’activation.",
    Purpose.RECOVERY: (
        "Un nouveau mot de passe a été demandé pour votre compte provincial. Saisissez ce code sur la page ouverte. "
        "Si vous n’avez rien demandé, ignorez ce message : votre mot de passe ne change pas."
    ),
    Purpose.EMAIL: (
        "Cette adresse va servir de courriel à un compte provincial. Saisissez ce code sur la page « Profil »."
    ),
    Purpose.IDENTITY: "Vous vous connectez par NC Connect. Saisissez ce code pour relier votre compte provincial.",
}


def code_by_mail(purpose: Purpose, code: str) -> Letter:
    """The code that proves an address."""
    return Letter(
        subject=SUBJECTS[purpose],
        paragraphs=(REASONS[purpose], "Personne de la Province ne vous demandera ce code."),
        code=code,
        facts=(("Valable", "10 minutes, une seule fois"),),
    )


def code_by_text(code: str, host: str) -> str:
    """The same in one SMS; its last line lets the telephone fill the field (WebOTP)."""
    return f"Province Sud : votre code est {code}. Valable 10 minutes. Ne le donnez à personne.\n\n@{host} #{code}"


def already_registered(sign_in: str) -> Letter:
    """Somebody gave an address that has an account: its owner alone learns it."""
    return Letter(
        subject="Vous avez déjà un compte provincial",
        paragraphs=(
            "Une inscription ou un changement d’adresse a été demandé avec votre courriel, qui a déjà un compte "
            "provincial.",
            "Si c’était vous, connectez-vous avec votre mot de passe. Sinon, vous n’avez rien à faire.",
        ),
        action=("Se connecter", sign_in),
    )


def password_changed(at: datetime, deny: str) -> Letter:
    """Another password; every other session is closed."""
    return Letter(
        subject="Votre mot de passe a été changé",
        paragraphs=(f"Le mot de passe de votre compte provincial a été changé le {moment(at)}.", NOT_YOU),
        facts=(("Vos autres appareils", "déconnectés"),),
        action=(DENY, deny),
    )


def identity_linked(at: datetime, deny: str) -> Letter:
    """NC Connect opens the account from now on."""
    return Letter(
        subject="NC Connect est relié à votre compte provincial",
        paragraphs=(f"Depuis le {moment(at)}, votre compte provincial s’ouvre aussi par NC Connect.", NOT_YOU),
        action=(DENY, deny),
    )


def recovery_code_used(left: int, deny: str) -> Letter:
    """A recovery code opened the account."""
    return Letter(
        subject="Un code de secours a servi à vous connecter",
        paragraphs=("Un de vos codes de secours vient de servir à vous connecter.", NOT_YOU),
        facts=(("Codes de secours restants", str(left)),),
        action=(DENY, deny),
    )


def wrong_codes(hits: int, at: datetime) -> Letter:
    """To those who watch over the portal: somebody guesses codes."""
    return Letter(
        subject="Alerte : beaucoup de codes faux sur le portail",
        paragraphs=(
            f"Le {moment(at)}, le budget de codes faux du portail entier est dépassé : quelqu’un essaie peut-être de "
            "deviner des codes.",
            "Chaque réseau n’a plus que quelques essais par heure, et les appareils connus ne sont pas gênés. "
            "Voyez le journal, et arrêtez au besoin les réseaux en cause devant le portail.",
        ),
        facts=(("Codes faux dans l’heure", str(hits)),),
    )


def deleted(at: datetime) -> Letter:
    """The account is gone."""
    return Letter(
        subject="Votre compte provincial est supprimé",
        paragraphs=(
            f"Votre compte provincial a été supprimé le {moment(at)}, comme vous l’avez demandé.",
            "Les factures et les RIB restent à l’établissement. C’est le dernier message que vous recevez de nous.",
        ),
    )
