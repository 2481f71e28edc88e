"""The files of a dossier, in French: what reads it needs nothing but a spreadsheet."""

from collections.abc import Sequence
from typing import Final

from espace_factures.core import ridet, sheets
from espace_factures.core.calendar import NOUMEA, moment, short_date
from espace_factures.core.money import francs_cfp
from espace_factures.documents.models import Document
from espace_factures.documents.rules import HELD
from espace_factures.invoices.certificate.presenter import paper
from espace_factures.invoices.rules import REASONS, STAGES
from espace_factures.oversight.presenter.journal import HEADINGS, exported
from espace_factures.oversight.service.dossier import Whole
from espace_factures.oversight.service.journal import Lines
from espace_factures.privacy.rules.file_names import unique_names

FOLDER: Final = "documents/"
CONTENTS: Final = (
    "",
    "decisions.csv : chaque changement de statut, son auteur, son motif.",
    "messages.csv : ce que le fournisseur et la Province se sont écrit.",
    "journal.csv : les lignes du journal sur cette facture et ses documents.",
    "empreintes.txt : l’empreinte SHA-256 de chaque document, prise à son dépôt (sha256sum -c empreintes.txt).",
)


def name_of(whole: Whole) -> str:
    """The name of the ZIP."""
    return f"dossier-{whole.invoice.reference}.zip"


def paths(documents: Sequence[Document]) -> list[str]:
    """Where each document is in the ZIP, in their order."""
    return [FOLDER + name for name in unique_names(document.name for document in documents)]


def files(whole: Whole) -> list[tuple[str, bytes]]:
    """What is made for the dossier, in its order: the written files, then the certificate."""
    written = [(name, text.encode()) for name, text in _texts(whole)]
    return [*written, ("certificat.pdf", paper(whole.certificate))]


def _texts(whole: Whole) -> list[tuple[str, str]]:
    return [
        ("LISEZMOI.txt", _readme(whole)),
        ("decisions.csv", sheets.MARK + sheets.written(_decisions(whole))),
        ("messages.csv", sheets.MARK + sheets.written(_messages(whole))),
        ("journal.csv", sheets.MARK + sheets.written([HEADINGS, *exported(Lines(whole.entries, whole.names))])),
        ("empreintes.txt", _digests(whole)),
    ]


def _readme(whole: Whole) -> str:
    invoice = whole.invoice
    lines = [
        f"Dossier de la facture {invoice.number}, référence {invoice.reference}",
        f"Établi le {moment(whole.now)} (heure de Nouméa) par Espace Factures, province Sud.",
        "",
        f"Fournisseur : {whole.place.name}, RIDET {ridet.display(whole.place.ridet)}",
        f"Direction : {whole.direction.name}",
        f"Date de la facture : {short_date(invoice.issued_on)}",
        f"Déposée : {moment(invoice.deposited_at)}",
        f"Montant TTC : {francs_cfp(invoice.total_ttc)}",
        *([f"Montant admis : {francs_cfp(invoice.admitted_ttc)}"] if invoice.admitted_ttc is not None else []),
        f"Bon de commande : {invoice.order_number or 'aucun'}",
        f"Statut : {STAGES[invoice.status].label}, {moment(invoice.status_at)}",
        *([f"Payée : {short_date(invoice.paid_on)}"] if invoice.paid_on else []),
        *CONTENTS,
        *(f"Absent : {document.name}. {HELD[document.scan]}" for document in whole.documents if document.scan in HELD),
    ]
    return "\n".join(lines) + "\n"


def _decisions(whole: Whole) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = [("Date", "Heure", "Statut", "Auteur", "Code du motif", "Motif", "Message")]
    for event in whole.events:
        local, code = event.at.astimezone(NOUMEA), event.reason_code
        words = event.reason or REASONS.get(code, code)
        rows.append((f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}", event.status, event.author, code, words, event.comment))
    return rows


def _messages(whole: Whole) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = [("Date", "Heure", "Auteur", "Message")]
    for message in whole.messages:
        local = message.at.astimezone(NOUMEA)
        rows.append((f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}", message.author, message.body))
    return rows


def _digests(whole: Whole) -> str:
    named = zip(whole.served, paths(whole.served), strict=True)
    return "".join(f"{document.sha256}  {path}\n" for document, path in named)
