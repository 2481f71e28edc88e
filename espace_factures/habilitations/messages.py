"""What people are told about a habilitation."""

from espace_factures.core.words import of, sentence
from espace_factures.habilitations.rules import STAGES, RegistryAnswer, Status
from espace_factures.notifications.messages import Letter

SENTENCES = {
    Status.ACCEPTED: "Votre habilitation pour {place} est acceptée : vous pouvez déposer ses factures et les suivre.",
    Status.REFUSED: "Votre habilitation pour {place} est refusée.",
    Status.INCOMPLETE: "Pour décider de votre habilitation pour {place}, il nous manque quelque chose.",
}

WHAT_NEXT = {
    Status.ACCEPTED: "Ouvrez Espace Factures pour commencer.",
    Status.REFUSED: "Vous pouvez faire une autre demande avec un justificatif qui convient.",
    Status.INCOMPLETE: "Ouvrez votre demande pour répondre ou joindre un document : un agent la reprendra aussitôt.",
}

MANAGER = "Vous en êtes gestionnaire : vous gérez ses RIB et ses membres, et pouvez inviter vos collègues."

ANSWERS = {
    RegistryAnswer.FOUND: "Trouvé au registre. Vérifiez et complétez ce qui est rempli ci-dessous.",
    RegistryAnswer.UNKNOWN: (
        "Ce RIDET n’est pas au registre public. Ce n’est pas un obstacle : "
        "écrivez vous-même le nom, l’adresse et l’activité."
    ),
    RegistryAnswer.SILENT: (
        "Le registre ne répond pas pour l’instant. Ce n’est pas un obstacle : "
        "écrivez vous-même le nom, l’adresse et l’activité."
    ),
}


def received(place: str, reference: str, link: str) -> Letter:
    """The demande is in."""
    return Letter(
        subject=f"Demande d’habilitation reçue : {reference}",
        paragraphs=(
            f"Votre demande d’habilitation pour {place} est reçue.",
            "Un agent de la Province examine votre justificatif. Vous recevrez un courriel dès sa décision.",
        ),
        facts=(("Référence", reference),),
        action=("Suivre la demande", link),
    )


def decided(status: Status, place: str, reference: str, why: str, link: str, *, manages: bool = False) -> Letter:
    """An agent decided."""
    reason = (sentence(why),) if why else ()
    role = (MANAGER,) if manages and status is Status.ACCEPTED else ()
    return Letter(
        subject=f"Habilitation pour {place} : {STAGES[status].label.lower()}",
        paragraphs=(SENTENCES[status].format(place=place), *reason, *role, WHAT_NEXT[status]),
        facts=(("Référence", reference),) if reference else (),
        action=("Ouvrir Espace Factures" if status is Status.ACCEPTED else "Voir la demande", link),
    )


def asks(place: str, name: str, link: str) -> Letter:
    """The present managers learn that somebody asks to act for their établissement."""
    return Letter(
        subject=f"{place} : une personne demande à agir pour l’établissement",
        paragraphs=(
            f"{name} demande à agir pour {place} dans Espace Factures.",
            "Un agent de la Province examine son justificatif. Vous recevrez un courriel si la demande est acceptée.",
        ),
        action=("Voir les membres", link),
    )


def joined(place: str, name: str, link: str) -> Letter:
    """The present managers learn that somebody was accepted."""
    return Letter(
        subject=f"{place} : une personne peut désormais agir pour l’établissement",
        paragraphs=(
            f"La Province a accepté l’habilitation {of(name)} : cette personne peut déposer des factures pour {place}.",
            "Vous pouvez changer son rôle ou retirer son accès dans « Gérer mes établissements ».",
        ),
        action=("Voir les membres", link),
    )
