"""What people are told about a habilitation."""

from espace_factures.habilitations.rules import REASONS, STAGES, Status
from espace_factures.notifications.messages import Letter

SENTENCES = {
    Status.ACCEPTED: "Votre habilitation pour {place} est acceptée : vous pouvez déposer ses factures.",
    Status.REFUSED: "Votre habilitation pour {place} est refusée.",
    Status.INCOMPLETE: "Pour décider de votre habilitation pour {place}, il nous manque quelque chose.",
}


def received(place: str, reference: str, link: str) -> Letter:
    """The request is in."""
    return Letter(
        subject=f"Demande d’habilitation reçue : {reference}",
        paragraphs=(
            f"Votre demande d’habilitation pour {place} est reçue.",
            "Un agent de la Province l’examine. Vous serez averti de sa décision par courriel.",
        ),
        facts=(("Référence", reference),),
        action=("Suivre la demande", link),
    )


def decided(status: Status, place: str, reference: str, why: str, link: str) -> Letter:
    """An agent decided."""
    return Letter(
        subject=f"Habilitation pour {place} : {STAGES[status].label.lower()}",
        paragraphs=(SENTENCES[status].format(place=place), *((f"{why[0].upper()}{why[1:]}.",) if why else ())),
        facts=(("Référence", reference),),
        action=("Ouvrir Espace Factures" if status is Status.ACCEPTED else "Voir la demande", link),
    )


def newcomer(place: str, name: str, *, is_accepted: bool) -> Letter:
    """The present managers learn that somebody asks, or was accepted."""
    what = "peut désormais agir pour" if is_accepted else "demande à agir pour"
    return Letter(
        subject=f"{place} : une personne {what} l’établissement",
        paragraphs=(
            f"{name} {what} {place} dans Espace Factures.",
            "Si vous ne connaissez pas cette personne, prévenez la Province en répondant depuis le portail.",
        ),
    )


def explain(reason_code: str, comment: str) -> str:
    """The reason in one phrase."""
    label = "" if reason_code in {"", "AUTRE"} else REASONS[reason_code]
    return " – ".join(part for part in (label, comment.strip().rstrip(".")) if part)
