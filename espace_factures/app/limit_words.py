"""What is said past a limit."""

from typing import Final

TOO_MANY: Final = "Trop d’essais en peu de temps. Attendez un quart d’heure, puis réessayez."
LOCKED: Final = "Trop de codes faux ont été essayés. Réessayez demain, ou adressez-vous à un point d’accueil."
LOCKED_HERE: Final = (
    "Trop de codes faux sont venus de votre réseau. Réessayez dans une heure, depuis un appareil que vous utilisez "
    "d’habitude, ou adressez-vous à un point d’accueil."
)
TO_SOLVE: Final = "Cochez « Je ne suis pas un robot », et attendez que la vérification soit faite."
TOO_MANY_INVITATIONS: Final = "Vous avez envoyé beaucoup d’invitations. Attendez une heure avant d’en envoyer d’autres."
TOO_MANY_EXPORTS: Final = "Assez de fichiers ont été préparés aujourd’hui. Téléchargez le dernier, ou revenez demain."
TOO_MANY_MAILS: Final = "Votre adresse a envoyé beaucoup de courriels aujourd’hui : déposez sur le portail, ou demain."
TOO_MANY_DOCUMENTS: Final = "Vous avez envoyé beaucoup de fichiers aujourd’hui : continuez demain."
TOO_MANY_CALLS: Final = "Trop d’appels en une minute avec ce jeton : attendez, puis reprenez plus lentement."
NOTHING: Final = ""
"""Nobody is told: the page says the same, and no SMS leaves."""
