"""« Mes fichiers » ready to be shown: a line for each file, what is ready to leave, what was refused."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from espace_factures import routes
from espace_factures.core.choice import Choice
from espace_factures.core.documents import DocumentKind
from espace_factures.core.money import francs
from espace_factures.core.typed import line as clean
from espace_factures.core.typed import natural
from espace_factures.core.words import THIN, counted, joined, plural
from espace_factures.invoices.deposit.service.drafting import DraftLine, Files
from espace_factures.invoices.deposit.service.judging import Standing
from espace_factures.invoices.deposit.service.look import amount
from espace_factures.invoices.deposit.service.sending import Sent

MOST_REFUSALS: Final = 50
LONGEST_REFUSAL: Final = 400
READING: Final = "en-lecture"
BADGES: Final = {
    Standing.READ: ("done", "Lu"),
    Standing.TO_CHECK: ("waiting", "À vérifier"),
    Standing.TWIN: ("neutral", "Déjà déposé"),
    Standing.CREDIT_NOTE: ("waiting", "Avoir"),
    READING: ("progress", "En lecture"),
}
COUNTED: Final = {
    Standing.READ: ("conforme", "conformes"),
    Standing.TO_CHECK: ("à vérifier", "à vérifier"),
    READING: ("en lecture", "en lecture"),
    Standing.TWIN: ("déjà déposé", "déjà déposés"),
    Standing.CREDIT_NOTE: ("avoir", "avoirs"),
}
FORMS: Final = {DocumentKind.IMAGE: "Photo", DocumentKind.PDF: "PDF"}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file, and what happened to it."""

    id: str
    name: str
    words: str
    number: str
    amount: str
    tone: str
    badge: str
    action: str
    href: str
    is_picture: bool
    is_reading: bool
    twin: str = ""
    twin_href: str = ""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that did not become a draft, and what to do about it."""

    id: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class FileList:
    """The files of a person, what they add up to, and what may leave at once."""

    lines: list[FileLine]
    counts: str = ""
    send: str = ""
    """What the button says; empty when nothing is ready."""
    sum: str = ""


def file_list(files: Files, refused: Sequence[RefusedFile]) -> FileList:
    """« 7 fichiers : 3 conformes, 1 à vérifier, 1 refusé », and « Envoyer les 3 conformes »."""
    standings = [standing_of(line, files.now) for line in files.lines]
    held = Counter(standings)
    parts = [
        f"{held[standing]} {plural(held[standing], *words)}" for standing, words in COUNTED.items() if held[standing]
    ]
    parts += [f"{len(refused)} {plural(len(refused), 'refusé', 'refusés')}"] if refused else []
    ready = [line for line, standing in zip(files.lines, standings, strict=True) if standing == Standing.READ]
    total = sum(amount(line.draft.values.get("total_ttc", "")) or 0 for line in ready)
    count = len(files.lines) + len(refused)
    return FileList(
        lines=[file_line(line, files.now) for line in files.lines],
        counts=f"{counted(count, 'fichier', 'fichiers')} : {joined(', ', *parts)}" if count else "",
        send=_send_words(len(ready)),
        sum=f"{counted(len(ready), 'conforme', 'conformes')} : {francs(total)}" if ready else "",
    )


def _send_words(ready: int) -> str:
    if not ready:
        return ""
    return "Envoyer le fichier conforme" if ready == 1 else f"Envoyer les {ready} conformes"


def standing_of(line: DraftLine, now: datetime) -> str:
    """Where the file stands now: one whose pictures are not recognised within their time is to be checked."""
    if line.draft.reading_until and line.draft.reading_until > now:
        return READING
    return line.draft.verdict.get("standing", Standing.TO_CHECK)


def file_line(line: DraftLine, now: datetime) -> FileLine:
    """The line of a draft."""
    draft, standing = line.draft, standing_of(line, now)
    tone, badge = BADGES[standing]
    twin = draft.verdict.get("twin", "") if standing == Standing.TWIN else ""
    ttc = amount(draft.values.get("total_ttc", ""))
    return FileLine(
        id=draft.public_id,
        name=line.document.name,
        words=_words(line, standing),
        number=draft.values.get("number", ""),
        amount="" if ttc is None else francs(ttc),
        tone=tone,
        badge=badge,
        action="Vérifier" if standing in {Standing.TO_CHECK, Standing.CREDIT_NOTE} else "Relire",
        href=draft_link(draft.public_id),
        is_picture=draft.kind == DocumentKind.IMAGE,
        is_reading=standing == READING,
        twin=twin,
        twin_href=routes.with_query(routes.INVOICE, ref=twin) if twin else "",
    )


def _words(line: DraftLine, standing: str) -> str:
    """« Factur-X : 6 valeurs lues, tout concorde »."""
    draft = line.draft
    form = FORMS.get(DocumentKind(draft.kind), draft.kind)
    if standing == READING:
        return f"Lecture de l’image : {counted(line.document.pages, 'page', 'pages')}"
    if standing == Standing.TWIN:
        return "Vous avez déjà déposé ce fichier :"
    if standing == Standing.CREDIT_NOTE:
        return "Un avoir ne se paie pas : nommez la facture qu’il corrige, dont il sera déduit."
    points = int(draft.verdict.get("points", "0"))
    rest = f"{counted(points, 'point', 'points')} à relire" if points else "tout concorde"
    return f"{form} : {_values_words(draft.sources)}, {rest}"


def _values_words(sources: dict[str, str]) -> str:
    read = sum(source != "habit" for source in sources.values())
    return counted(read, "valeur lue", "valeurs lues") if read else "rien n’a pu être lu"


def draft_link(public_id: str) -> str:
    """Where one goes on with it."""
    return routes.with_query(routes.DEPOSIT, brouillon=public_id)


def sent_link(reference: str, is_credit_note: bool) -> str:
    """The page of the invoice that was sent, or that a credit note corrects, which says so."""
    mark = {"avoir": "1"} if is_credit_note else {"depot": "1"}
    return routes.with_query(routes.INVOICE, ref=reference, **mark)


def following_draft(line: DraftLine | None) -> Choice:
    """The draft to go to next, by its number or the name of its file."""
    if line is None:
        return Choice("", "")
    return Choice(draft_link(line.draft.public_id), line.draft.values.get("number") or line.document.name)


def refused_files(told: str, first: int) -> list[RefusedFile]:
    """The files that the browser says were refused, a line each: « facture.docx : enregistrez-le en PDF »."""
    parts = [text.partition(f"{THIN}: ") for text in told.splitlines()[1 : MOST_REFUSALS + 1]]
    lines = [(clean(name)[:LONGEST_REFUSAL], clean(words)[:LONGEST_REFUSAL]) for name, _, words in parts]
    return [RefusedFile(str(first + place), name, words) for place, (name, words) in enumerate(lines)]


def sent_words(sent: Sent) -> str:
    """What became of what was sent together."""
    left = len(sent.references)
    gone = f"{counted(left, 'facture envoyée', 'factures envoyées')}" if left else "Aucune facture n’est partie"
    kept = f"{counted(sent.kept, 'fichier reste', 'fichiers restent')} à vérifier" if sent.kept else ""
    return f"{joined(', ', gone, kept)}."


def how_many(told: str) -> int:
    """How many files the browser sent together."""
    return natural(told.partition("\n")[0].partition(" ")[0], 4)
