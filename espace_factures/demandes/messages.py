"""What a person is told about a demande by mail."""

from espace_factures.notifications.messages import Letter


def answered(title: str, reference: str, link: str) -> Letter:
    """An agent wrote in the conversation; the text stays in the portal."""
    return Letter(
        subject=f"{title} : un message vous attend",
        paragraphs=("Un agent de la Province vous a écrit au sujet de votre demande.",),
        facts=(("Demande", title), ("Référence", reference)),
        action=("Lire et répondre", link),
    )


def heard(title: str, reference: str, news: str, link: str) -> Letter:
    """An agent learns what the person did; the text stays in the portal."""
    return Letter(
        subject=f"{title} : {news}",
        paragraphs=("Un usager a agi sur une demande que vous instruisez.",),
        facts=(("Demande", title), ("Référence", reference)),
        action=("Ouvrir la demande", link),
    )
