"""What a person is told by mail of a change of their account."""

from datetime import datetime

from espace_factures.core.calendar import moment
from espace_factures.identity.messages import DENY, NOT_YOU
from espace_factures.notifications.messages import Letter


def email_changed(email: str, at: datetime, deny: str) -> Letter:
    """To the old address, which may take the account back."""
    return Letter(
        subject="Le courriel de votre compte provincial a changé",
        paragraphs=(
            f"Depuis le {moment(at)}, votre compte provincial a pour courriel {email}. L’ancienne adresse ne "
            "permet plus de se connecter.",
            f"{NOT_YOU} Le compte reprend alors ce courriel-ci.",
        ),
        action=(DENY, deny),
    )


def mobile_changed(mobile: str, deny: str) -> Letter:
    """Another number."""
    return Letter(
        subject="Le mobile de votre compte provincial a changé",
        paragraphs=(f"Votre compte provincial a désormais pour mobile le {mobile}.", NOT_YOU),
        action=(DENY, deny),
    )


def sorted_out(removed: int, at: datetime, deny: str) -> Letter:
    """Its person said what still opens the account."""
    return Letter(
        subject="Ce qui ouvre votre compte provincial a été revu",
        paragraphs=(f"Le {moment(at)}, ce qui ouvre votre compte provincial a été passé en revue.", NOT_YOU),
        facts=(("Accès retirés", str(removed)),),
        action=(DENY, deny),
    )


def identity_changed(deny: str) -> Letter:
    """Another name or date of birth."""
    return Letter(
        subject="L’identité de votre compte provincial a été corrigée",
        paragraphs=("L’identité de votre compte provincial vient d’être corrigée sur la page « Profil ».", NOT_YOU),
        action=(DENY, deny),
    )


def protection_changed(what: str, at: datetime, deny: str) -> Letter:
    """A second factor came or went."""
    return Letter(
        subject=f"{what} sur votre compte provincial",
        paragraphs=(f"{what}, le {moment(at)}.", NOT_YOU),
        action=(DENY, deny),
    )


def removal_asked(at: datetime, deny: str) -> Letter:
    """An agent says that the person came, and lost their second factor."""
    return Letter(
        subject="Le retrait de votre second facteur est demandé à un point d’accueil",
        paragraphs=(
            f"Le {moment(at)}, un agent de la Province a noté que vous êtes venu avec une pièce d’identité, et que "
            "vous avez perdu ce qui protège votre compte provincial. Un autre agent doit le confirmer.",
            "Si vous n’êtes pas venu, dites-le par le bouton : rien ne sera retiré. " + NOT_YOU,
        ),
        action=(DENY, deny),
    )


def factors_removed(at: datetime, deny: str) -> Letter:
    """Two agents took the factors away."""
    return Letter(
        subject="Votre second facteur a été retiré à un point d’accueil",
        paragraphs=(
            f"Le {moment(at)}, deux agents de la Province ont retiré de votre compte provincial les clés d’accès, "
            "l’application de codes et les codes de secours. Connectez-vous, puis protégez-le de nouveau.",
            NOT_YOU,
        ),
        facts=(("Vos appareils", "déconnectés"), ("Mot de passe oublié", "possible par un code pendant un jour")),
        action=(DENY, deny),
    )
