"""Habilitations ready to read, in French."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from espace_factures import routes
from espace_factures.core import ridet
from espace_factures.core.calendar import moment, noumea_date
from espace_factures.habilitations.rules import REASONS, STAGES, TO_DECIDE, Status
from espace_factures.requests.models import Document
from espace_factures.requests.presenter import DocumentRow, HistoryRow, document_rows, history_rows

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the agents' queue."""

    reference: str
    href: str
    person: str
    place: str
    ridet: str
    asked: str
    age: str
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class PendingRow:
    """One of the person's own requests."""

    label: str
    href: str
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was declared beside what the registry says."""

    label: str
    declared: str
    known: str
    differs: bool


@dataclass(frozen=True, slots=True)
class HabilitationView:
    """The head of a habilitation's page."""

    reference: str = ""
    title: str = ""
    lead: str = ""
    status: str = ""
    tone: str = ""
    now: str = ""
    person: str = ""
    email: str = ""
    position: str = ""
    members: str = ""
    version: int = 0
    can_complete: bool = False
    can_withdraw: bool = False
    can_decide: bool = False
    is_accepted: bool = False
    can_retry: bool = False
    pictures: list[str] = field(default_factory=list)
    document: str = ""


NOW = {
    Status.DEPOSITED: "Un agent de la Province va examiner votre demande. Vous serez averti par courriel.",
    Status.INCOMPLETE: "La Province attend votre réponse pour décider.",
    Status.COMPLETED: "Un agent examine ce que vous avez ajouté.",
    Status.ACCEPTED: "Vous pouvez déposer et suivre les factures de cet établissement.",
    Status.REFUSED: "La demande est close. Vous pouvez en faire une autre avec un justificatif qui convient.",
    Status.WITHDRAWN: "Vous avez retiré cette demande.",
}


def view_of(dossier: Any) -> HabilitationView:
    """The head of the page."""
    row, status = dossier.habilitation, Status(dossier.habilitation.status)
    documents = document_rows(dossier.documents)
    first = documents[0] if documents else None
    return HabilitationView(
        reference=dossier.request.reference,
        title=f"Habilitation pour {row.name}",
        lead=f"RIDET {ridet.display(row.ridet)} · référence {dossier.request.reference}",
        status=STAGES[status].label,
        tone=STAGES[status].tone,
        now=NOW[status],
        person=f"{dossier.account.civility} {dossier.account.full_name}",
        email=dossier.account.email,
        position=f"{row.position} · {row.department}",
        members=", ".join(dossier.members) or "Aucun membre pour l’instant : cette personne sera gestionnaire",
        version=row.version,
        can_complete=not dossier.as_agent and status is Status.INCOMPLETE,
        can_withdraw=not dossier.as_agent and status in {Status.DEPOSITED, Status.INCOMPLETE, Status.COMPLETED},
        can_decide=dossier.as_agent and (status in TO_DECIDE or status is Status.INCOMPLETE),
        is_accepted=status is Status.ACCEPTED,
        can_retry=status is Status.REFUSED,
        pictures=first.pictures if first else [],
        document=first.href if first else "",
    )


def life_rows(dossier: Any) -> list[HistoryRow]:
    """The timeline, with the decision that is still to come."""
    rows = history_rows(dossier.events, dict(REASONS))
    if Status(dossier.habilitation.status) in TO_DECIDE:
        rows.append(HistoryRow("Décision d’un agent", "progress", "", "", "", pending=True))
    return rows


def compare(dossier: Any) -> list[Comparison]:
    """Declared beside known, difference by difference."""
    row, record = dossier.habilitation, dossier.registry
    pairs = [
        ("Nom", row.name, record.name if record else ""),
        ("Adresse ou commune", row.address, record.commune if record else ""),
        ("Activité", row.activity, record.activity if record else ""),
    ]
    return [
        Comparison(label, declared, known or "Absent du registre", bool(known) and not _alike(declared, known))
        for label, declared, known in pairs
    ]


def queue_rows(rows: Iterable[Any], now: datetime) -> list[QueueRow]:
    """The agents' queue."""
    return [_queue_row(habilitation, request, account, now) for habilitation, request, account in rows]


def pending_rows(rows: Iterable[Any]) -> list[PendingRow]:
    """The person's own requests."""
    return [
        PendingRow(
            f"{row.name} — {ridet.display(row.ridet)}",
            routes.with_query(routes.HABILITATION_FOLLOW, ref=request.reference),
            STAGES[Status(row.status)].label,
            STAGES[Status(row.status)].tone,
        )
        for row, request in rows
    ]


def files_of(documents: Iterable[Document]) -> list[DocumentRow]:
    """The files of the request."""
    return document_rows(documents)


def _queue_row(row: Any, request: Any, account: Any, now: datetime) -> QueueRow:
    days = (noumea_date(now) - noumea_date(row.created_at)).days
    stage = STAGES[Status(row.status)]
    return QueueRow(
        reference=request.reference,
        href=routes.with_query(routes.ADMIN_HABILITATION, ref=request.reference),
        person=account.full_name,
        place=row.name,
        ridet=ridet.display(row.ridet),
        asked=moment(row.created_at),
        age="aujourd’hui" if days <= 0 else f"{days}{NBSP}jour{'s' if days > 1 else ''}",
        status=stage.label,
        tone=stage.tone,
    )


def _alike(declared: str, known: str) -> bool:
    return known.casefold() in declared.casefold() or declared.casefold() in known.casefold()
