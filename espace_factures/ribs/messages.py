"""What managers and agents are told about RIBs."""

from typing import Final

from espace_factures.core.words import counted, of
from espace_factures.notifications.messages import Letter

NOT_MINE: Final = "Je n'ai pas demandé ce changement"
WARNED: Final = "Une personne avertie du changement"
"""Who signs a freeze in the history: a mail or an SMS was enough, nobody signed in."""
ALERT: Final = (
    "Si ce n’est pas voulu, gelez ce RIB aussitôt : plus rien n’y sera payé tant que nous ne l’aurons pas revu."
)


def added(place: str, number: str, name: str) -> Letter:
    """A RIB was added."""
    return Letter(
        subject=f"{place} : un RIB a été ajouté",
        paragraphs=(f"{name} a ajouté le RIB {number} à {place}.", "Deux agents vont le vérifier.", ALERT),
    )


def validated(place: str, number: str, usable: str) -> Letter:
    """Two agents vouched for it."""
    return Letter(
        subject=f"{place} : un RIB est validé",
        paragraphs=(
            f"Le RIB {number} {of(place)} est validé. Il servira aux paiements à partir du {usable}.",
            ALERT,
        ),
    )


def chosen(place: str, number: str, name: str) -> Letter:
    """Another default RIB was chosen."""
    return Letter(
        subject=f"{place} : RIB par défaut choisi",
        paragraphs=(f"{name} a choisi le RIB {number} comme RIB par défaut {of(place)}.", ALERT),
    )


def replaced(place: str, number: str, following: str, name: str, invoices: int) -> Letter:
    """A RIB was retired, for another that is named unless it was the last."""
    by = f" par le RIB {following}" if following else ". Aucun autre ne prend sa place"
    return Letter(
        subject=f"{place} : RIB remplacé",
        paragraphs=(
            f"{name} a remplacé le RIB {number} {of(place)}{by}.",
            *_waiting(invoices, following),
            ALERT if following else "Si ce n’est pas voulu, écrivez-nous sans attendre.",
        ),
    )


def frozen(place: str, number: str, invoices: int) -> Letter:
    """Somebody who was warned froze it."""
    return Letter(
        subject=f"{place} : un RIB est gelé",
        paragraphs=(
            f"Le RIB {number} {of(place)} est gelé : une personne avertie du changement ne l’a pas demandé.",
            *_waiting(invoices, ""),
            "Nos agents l’examinent. Plus rien n’est payé sur ce RIB en attendant.",
        ),
    )


def to_look_into(place: str, number: str, invoices: int, link: str) -> Letter:
    """What the agents of RIBs are told of a freeze."""
    return Letter(
        subject=f"RIB gelé : {place}",
        paragraphs=(
            f"Le RIB {number} {of(place)} est gelé : une personne avertie du changement ne l’a pas demandé.",
            *_waiting(invoices, ""),
            "Appelez l’établissement à un numéro connu d’avance, puis reprenez la vérification ou refusez le RIB.",
        ),
        action=("Voir le RIB", link),
    )


def as_text(subject: str, link: str) -> str:
    """The SMS of a warning."""
    return f"Espace Factures : {subject}. Ce n’est pas vous ? {link}"


def _waiting(invoices: int, following: str) -> tuple[str, ...]:
    if not invoices:
        return ()
    many = invoices > 1
    count = counted(invoices, "facture non payée", "factures non payées")
    if following:
        goes = "passent" if many else "passe"
        return (f"{count} {goes} sur le RIB {following}, et attend{'ent' if many else ''} qu’il puisse servir.",)
    return (f"{count} attend{'ent' if many else ''} un autre RIB : choisissez-le sur la page de chaque facture.",)


def refused(place: str, number: str, why: str, link: str) -> Letter:
    """An agent refused it."""
    return Letter(
        subject=f"{place} : un RIB est refusé",
        paragraphs=(f"Le RIB {number} {of(place)} est refusé : {why}.", "Ajoutez un RIB qui convient."),
        action=("Mes RIB", link),
    )
