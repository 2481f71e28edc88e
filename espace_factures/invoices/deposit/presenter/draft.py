"""A draft ready for its form: what was read, where from, what to check."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.core import tgc
from espace_factures.core.calendar import short_date
from espace_factures.core.choice import Choice
from espace_factures.core.documents import Finding, Place
from espace_factures.core.money import francs
from espace_factures.core.words import counted, grouped
from espace_factures.documents.presenter import FramedPage, framed_pages, picture_addresses, unseen_words
from espace_factures.invoices.deposit.service.drafting import DraftPage
from espace_factures.invoices.deposit.service.filling import HABIT
from espace_factures.invoices.deposit.service.judging import REFERENCE
from espace_factures.invoices.deposit.service.look import NO, Look, amount, is_credit_note
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.invoices.rules import Nature

DRAFT_FIELDS = (
    "establishment",
    "order",
    "direction",
    "nature",
    "corrects",
    "number",
    "issued_on",
    "rib",
    "message",
)

TONES = {"error": "refused", "warning": "waiting", "info": "info"}
OF_DOCUMENT = {"", "document"}
"""Fields of a finding that are none of the form."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A field of the form that takes an amount, as it starts."""

    name: str
    label: str
    value: str
    is_required: bool = False
    is_shown: bool = True
    """Of a rate: in view, or folded behind « Ajouter un taux »."""


@dataclass(frozen=True, slots=True)
class Total:
    """What HT and TGC make, beside the TTC."""

    words: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class OrderView:
    """The bon de commande of a draft: what is left of it, and its lines."""

    number: str = ""
    label: str = ""
    spent: int = 0
    this: int = 0
    amount: int = 1
    """Of the gauge, in francs."""
    words: str = ""
    tone: str = ""
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its form starts; `*_from` says where a value comes from."""

    public_id: str = ""
    document: str = ""
    pages: list[FramedPage] = field(default_factory=list)
    framed: list[str] = field(default_factory=list)
    """The fields that have a frame on a page."""
    unseen: str = ""
    kind: str = ""
    file_name: str = ""
    read: str = ""
    replaces: str = ""
    establishment: str = ""
    is_reading: bool = False
    nature: str = Nature.INVOICE
    corrects: str = ""
    is_credit_note: bool = False
    no_order: bool = False
    order: str = ""
    direction: str = ""
    number: str = ""
    issued_on: str = ""
    amounts: list[Amount] = field(default_factory=list)
    rib: str = ""
    message: str = ""
    direction_from: str = ""
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
    """The page it leads to, or the field to correct."""
    action: str = ""
    """What the link says."""


def draft_view(page: DraftPage, shown: Collection[str]) -> DraftView:
    """The draft, ready for its form; `shown` are the fields of the rates in view, none when all are."""
    draft, document = page.draft, page.look.document
    values = {name: draft.values[name] for name in DRAFT_FIELDS if name in draft.values}
    places = {name: Place(**place) for name, place in draft.places.items()}  # type: ignore[arg-type] - a page is whole
    pages = framed_pages(picture_addresses(document), places, {finding.field for finding in page.warnings})
    read_amounts = [name for name in draft.sources if name.startswith(("total_", "tgc_"))]
    return DraftView(
        public_id=draft.public_id,
        kind=draft.kind,
        document=native(routes.document(document.public_id)),
        pages=pages,
        framed=[frame.field for page in pages for frame in page.frames],
        unseen=unseen_words(document),
        file_name=document.name,
        read=_read_words(draft),
        replaces=draft.replaces,
        is_credit_note=is_credit_note(draft),
        is_reading=is_reading(draft, page.look.now),
        no_order=draft.values.get("no_order", "") not in NO,
        direction_from="comme la dernière fois" if draft.sources.get("direction") == HABIT else "",
        number_from=_source(draft, "number", "lu"),
        issued_on_from=_source(draft, "issued_on", "lue"),
        order_from=_source(draft, "order", "lu"),
        amounts_from=_source(draft, read_amounts[0], "lus") if read_amounts else "",
        amounts=_amounts(page.look, shown),
        **values,
    )


def corrigible(invoices: Sequence[Invoice]) -> list[Choice]:
    """What a credit note may correct: « F-12 du 3 nov., 161 500 F (EF-2026-000123) »."""
    rows = [
        Choice(row.reference, f"{row.number} du {short_date(row.issued_on)}, {francs(row.owed)} ({row.reference})")
        for row in invoices
    ]
    return [Choice("", "Choisissez la facture qu’il corrige"), *rows]


def is_reading(draft: InvoiceDraft, now: datetime) -> bool:
    """Whether its pictures are still being recognised."""
    return draft.reading_until is not None and draft.reading_until > now


def shown_rates(page: DraftPage) -> list[str]:
    """The rates in view as the form opens, those that bear an amount; none of them while all are in view."""
    fields = [tgc.field_of(rate) for rate in page.look.rates]
    return [name for name in fields if page.draft.values.get(name)]


def _amounts(look: Look, shown: Collection[str]) -> list[Amount]:
    """HT, TGC by each rate of the invoice's date, TTC."""
    rates = [(tgc.field_of(rate), tgc.label(rate)) for rate in look.rates]
    names = [("total_ht", "Total HT"), *rates, ("total_ttc", "Total TTC")]
    return [
        Amount(
            name,
            label,
            _spaced(look.typed(name)),
            name.startswith("total_"),
            not shown or not tgc.rate_of(name) or name in shown,
        )
        for name, label in names
    ]


def _spaced(typed: str) -> str:
    """« 161 500 », whatever way it was typed; what is no amount stays as it is."""
    value = amount(typed)
    return typed if value is None else grouped(value)


def running_total(look: Look) -> Total:
    """« 150 000 F + 11 500 F de TGC = 161 500 F », or by how much the TTC differs."""
    amounts = look.amounts
    if amounts is None:
        return Total()
    total = amounts.total_ht + amounts.tax
    words = f"{francs(amounts.total_ht)} + {francs(amounts.tax)} de TGC = {francs(total)}"
    if total == amounts.total_ttc:
        return Total(words, "done")
    more = "de plus" if amounts.total_ttc > total else "de moins"
    return Total(f"{words}, le TTC écrit a {francs(abs(amounts.total_ttc - total))} {more}", "refused")


def order_view(page: DraftPage) -> OrderView:
    """What is left of the bon de commande, this invoice counted."""
    order = page.look.order
    if order is None:
        return OrderView()
    this = page.look.total_ttc or 0
    left = order.amount - order.invoiced - this
    rest = f"il restera {francs(left)}" if left >= 0 else f"dépassé de {francs(-left)}"
    words = f"{francs(order.invoiced)} déjà facturés sur {francs(order.amount)} ; après cette facture, {rest}"
    lines = [f"{line.label} : {grouped(line.quantity)} × {francs(line.unit_price)} HT" for line in page.lines]
    tone = "done" if left >= 0 else "refused"
    return OrderView(order.number, order.label, order.invoiced, this, max(order.amount, 1), words, tone, lines)


def draft_notes(page: DraftPage) -> list[Note]:
    """What the pre-check found, the document's own findings first."""
    read = [Note(TONES[finding["level"]], finding["message"]) for finding in page.draft.findings]
    return [*read, *(_note(finding) for finding in page.warnings)]


def _note(finding: Finding) -> Note:
    """The sentence, and the way to what corrects it."""
    link, action = _twin_link(finding), "Voir cette facture"
    if not link and finding.code == "COORD_BANC_ERR":
        link, action = routes.RIBS, "Ouvrir « Mes RIB »"
    elif not link and finding.field not in OF_DOCUMENT:
        link, action = f"#{finding.field}", "Corriger"
    return Note(TONES[finding.level], finding.message, link, action if link else "")


def _twin_link(finding: Finding) -> str:
    found = REFERENCE.search(finding.message) if finding.code == "DOUBLON" else None
    return routes.with_query(routes.INVOICE, ref=found.group()) if found else ""


def _read_words(draft: InvoiceDraft) -> str:
    count = sum(source != HABIT for source in draft.sources.values())
    if not count:
        return f"{draft.kind} reçu : remplissez les champs ci-dessous"
    fields = counted(count, "champ rempli", "champs remplis")
    return f"{draft.kind} : {fields} pour vous, à vérifier"


def _source(draft: InvoiceDraft, name: str, participle: str) -> str:
    source = draft.sources.get(name)
    if source is None:
        return ""
    return f"{participle} sur l’image" if source == "picture" else f"{participle} dans votre fichier"
