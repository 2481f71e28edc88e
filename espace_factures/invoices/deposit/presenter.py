"""A draft ready for its form: what was read, where from, what to check."""

import re
from dataclasses import dataclass, field

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.core import tgc
from espace_factures.core.calendar import moment
from espace_factures.core.choice import Choice
from espace_factures.core.documents import Finding
from espace_factures.core.typed import line as clean
from espace_factures.core.typed import natural
from espace_factures.core.words import counted, joined, sentence
from espace_factures.documents.presenter import picture_addresses, unseen_words
from espace_factures.invoices.deposit.service.deposits import DraftPage
from espace_factures.invoices.deposit.service.drafts import DraftLine
from espace_factures.invoices.models import InvoiceDraft

DRAFT_FIELDS = (
    "establishment",
    "order",
    "direction",
    "number",
    "issued_on",
    "rib",
    "message",
)

NO = {"", "false", "False"}

MOST_REFUSALS = 50
LONGEST_REFUSAL = 400

REFERENCE = re.compile(r"\bEF-\d{4}-\d{6,}\b")

TONES = {"error": "refused", "warning": "waiting", "info": "info"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A field of the form that takes an amount, as it starts."""

    name: str
    label: str
    value: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its form starts; `*_from` says where a value comes from."""

    public_id: str = ""
    document: str = ""
    pictures: list[str] = field(default_factory=list)
    unseen: str = ""
    kind: str = ""
    file_name: str = ""
    read: str = ""
    replaces: str = ""
    establishment: str = ""
    no_order: bool = False
    order: str = ""
    direction: str = ""
    number: str = ""
    issued_on: str = ""
    amounts: list[Amount] = field(default_factory=list)
    rib: str = ""
    message: str = ""
    number_from: str = ""
    issued_on_from: str = ""
    order_from: str = ""
    amounts_from: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding of the pre-check."""

    tone: str
    message: str
    link: str = ""
    """The invoice it is about."""


@dataclass(frozen=True, slots=True)
class DropReport:
    """What became of several files dropped together: a sentence, and a line for each that was refused."""

    title: str = ""
    refused: list[str] = field(default_factory=list)


def draft_view(page: DraftPage) -> DraftView:
    """The draft, ready for its form."""
    draft = page.draft
    names = [name for name in DRAFT_FIELDS if name in draft.values]
    values = {name: draft.values[name] for name in names}
    read_amounts = [name for name in draft.sources if name.startswith(("total_", "tgc_"))]
    return DraftView(
        public_id=draft.public_id,
        kind=draft.kind,
        document=native(routes.document(page.document.public_id)),
        pictures=picture_addresses(page.document),
        unseen=unseen_words(page.document),
        file_name=page.document.name,
        read=_read_words(draft.kind, len(draft.sources)),
        replaces=draft.replaces,
        no_order=draft.values.get("no_order", "") not in NO,
        number_from=_source(draft, "number", "lu"),
        issued_on_from=_source(draft, "issued_on", "lue"),
        order_from=_source(draft, "order", "lu"),
        amounts_from=_source(draft, read_amounts[0], "lus") if read_amounts else "",
        amounts=_amounts(page),
        **values,
    )


def _amounts(page: DraftPage) -> list[Amount]:
    """HT, TGC by each rate of the invoice's date, TTC."""
    rates = [(tgc.field_of(rate), tgc.label(rate)) for rate in page.rates]
    names = [("total_ht", "Total HT"), *rates, ("total_ttc", "Total TTC")]
    typed = page.draft.values
    return [Amount(name, label, typed.get(name, ""), name.startswith("total_")) for name, label in names]


def draft_notes(page: DraftPage) -> list[Note]:
    """What the pre-check found, the document's own findings first."""
    read = [Note(TONES[finding["level"]], finding["message"]) for finding in page.draft.findings]
    return [*read, *(Note(TONES[finding.level], finding.message, _twin_link(finding)) for finding in page.warnings)]


def draft_link(line: DraftLine) -> str:
    """Where one goes on with it."""
    return routes.with_query(routes.DEPOSIT, brouillon=line.public_id)


def draft_words(line: DraftLine) -> str:
    """« F-12 · enregistré le 18 nov. 2026 à 14 h 32 »."""
    return f"{line.number or line.file_name} · enregistré le {moment(line.updated_at)}"


def following_draft(line: DraftLine | None) -> Choice:
    """The draft to go to next, by its number or the name of its file."""
    return Choice(draft_link(line), line.number or line.file_name) if line else Choice("", "")


def drop_report(told: str) -> DropReport:
    """« 2 brouillons prêts, 1 fichier refusé. », from what the browser says of several files dropped together."""
    head, *lines = told.splitlines() or [""]
    refused = [clean(text)[:LONGEST_REFUSAL] for text in lines[:MOST_REFUSALS]]
    made = max(natural(head.partition(" ")[0], 4) - len(lines), 0)
    if made + len(refused) < 2:
        return DropReport()
    ready = counted(made, "brouillon prêt", "brouillons prêts") if made else "Aucun brouillon"
    others = counted(len(lines), "fichier refusé", "fichiers refusés") if lines else ""
    return DropReport(sentence(joined(", ", ready, others)), refused)


def _twin_link(finding: Finding) -> str:
    found = REFERENCE.search(finding.message) if finding.code == "DOUBLON" else None
    return routes.with_query(routes.INVOICE, ref=found.group()) if found else ""


def _read_words(kind: str, count: int) -> str:
    if not count:
        return f"{kind} reçu : remplissez les champs ci-dessous"
    fields = counted(count, "champ rempli", "champs remplis")
    return f"{kind} : {fields} pour vous, à vérifier"


def _source(draft: InvoiceDraft, name: str, participle: str) -> str:
    source = draft.sources.get(name)
    if source is None:
        return ""
    return f"{participle} dans votre fichier"
