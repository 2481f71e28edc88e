"""What the sender of a mail is answered: what became of each file."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from espace_factures.core.calendar import moment
from espace_factures.core.mail_files import MOST_FILES
from espace_factures.core.words import counted
from espace_factures.invoices.inbox.rules import Became, Fate
from espace_factures.notifications.messages import Letter

NO_FILE: Final = "Aucune facture n’y était jointe. Joignez vos factures : PDF, Factur-X, XML ou images."
UNREADABLE: Final = "Ce courriel n’a pas pu être lu. Envoyez-le de nouveau, ou déposez vos fichiers sur le portail."
TO_SEND: Final = "Rien n’est déposé tant que vous n’avez pas vérifié et envoyé chaque brouillon."
BECAME: Final[Mapping[Became, str]] = {
    Became.DRAFT: "lu, à vérifier. ",
    Became.DEPOSITED: "déjà déposé. ",
    Became.REFUSED: "refusé. ",
}


def answer(
    place: str, received_at: datetime, fates: Sequence[Fate], left_out: int, link: str, *, is_readable: bool = True
) -> Letter:
    """Each file, and what it became."""
    drafts = [fate for fate in fates if fate.became is Became.DRAFT]
    return Letter(
        subject=_subject(place, len(fates), len(drafts)),
        paragraphs=(
            f"Votre courriel est arrivé le {moment(received_at)} à l’adresse de dépôt de {place}.",
            *_about(fates, left_out, is_readable=is_readable),
            *((TO_SEND,) if drafts else ()),
        ),
        facts=tuple((fate.name, BECAME[fate.became] + (fate.why or fate.link)) for fate in fates),
        action=("Vérifier la facture", drafts[0].link) if len(drafts) == 1 else ("Déposer une facture", link),
    )


def _subject(place: str, files: int, drafts: int) -> str:
    if drafts:
        return f"{counted(drafts, 'facture')} à vérifier pour {place}"
    came = counted(files, "fichier reçu", "fichiers reçus") if files else "Aucune facture reçue"
    return f"{came} pour {place}"


def _about(fates: Sequence[Fate], left_out: int, *, is_readable: bool) -> list[str]:
    if not is_readable:
        return [UNREADABLE]
    if not fates:
        return [NO_FILE]
    if left_out:
        more = counted(left_out, "autre fichier n’a pas été lu", "autres fichiers n’ont pas été lus")
        return [f"{more} : un courriel en porte {MOST_FILES} au plus. Envoyez le reste dans un autre courriel."]
    return []
