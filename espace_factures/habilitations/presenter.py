"""Habilitations ready to read, in French."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from espace_factures import routes
from espace_factures.core import ridet
from espace_factures.core.calendar import days_between, moment, noumea_date, time_of_day
from espace_factures.demandes.presenter import HistoryRow, history_rows
from espace_factures.establishments.rules import ROLE_LABELS, MemberRole
from espace_factures.habilitations import messages
from espace_factures.habilitations.rules import LIVE, REASONS, STAGES, TO_DECIDE, Status, moves_of_agent

NBSP = "\u00a0"
OLD_DAYS = 5
"""From how many days on a waiting demande is drawn as late; the Province sets no period, this only orders the eye."""

GESTURES = {
    Status.ACCEPTED: "Accepter",
    Status.REFUSED: "Refuser",
    Status.INCOMPLETE: "Demander un complément",
}


@dataclass(frozen=True, slots=True)
class DraftView:
    """The form as it was typed."""

    ridet: str = ""
    name: str = ""
    address: str = ""
    activity: str = ""
    position: str = ""
    department: str = ""
    proof_name: str = ""
    saved: str = ""
    repeat: str = ""
    repeat_href: str = ""


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
    age_tone: str
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class PendingRow:
    """One of the person's own demandes."""

    label: str
    reference: str
    href: str
    status: str
    tone: str
    now: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was declared beside what the registry says."""

    label: str
    declared: str
    known: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A member, or another demande, of the same RIDET."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A decision the agent may make."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class HabilitationView:
    """The head of a habilitation's page."""

    reference: str = ""
    place: str = ""
    title: str = ""
    lead: str = ""
    announce: str = ""
    status: str = ""
    tone: str = ""
    now: str = ""
    why: str = ""
    person: str = ""
    email: str = ""
    position: str = ""
    version: int = 0
    is_own: bool = False
    will_manage: bool = False
    can_complete: bool = False
    can_withdraw: bool = False
    is_accepted: bool = False
    can_retry: bool = False
    moves: list[Move] = field(default_factory=list)


NOW = {
    Status.DEPOSITED: (
        "Un agent de la Province va examiner votre justificatif. Vous serez averti de sa décision par courriel ; "
        "cette page la montrera aussitôt."
    ),
    Status.INCOMPLETE: "La Province attend votre réponse pour décider. Ajoutez ce qui est demandé ci-dessous.",
    Status.COMPLETED: "Un agent examine ce que vous avez ajouté. Vous serez averti par courriel.",
    Status.ACCEPTED: "Vous pouvez déposer et suivre les factures de cet établissement.",
    Status.REFUSED: "La demande est close. Vous pouvez en faire une autre avec un justificatif qui convient.",
    Status.WITHDRAWN: "Vous avez retiré cette demande.",
}


TOLD = {Status.INCOMPLETE, Status.REFUSED, Status.ACCEPTED}
"""Where the person reads what the agent wrote with his decision."""


def draft_view(page: Any) -> DraftView:
    """The form of a draft."""
    repeat = page.repeat
    href = routes.with_query(routes.HABILITATION_FOLLOW, ref=repeat.reference) if repeat else ""
    return DraftView(
        **page.typed,
        proof_name=page.proof_name,
        saved=time_of_day(page.saved_at) if any(page.typed.values()) else "",
        repeat=repeat.sentence if repeat else "",
        repeat_href=href if repeat and repeat.reference else "",
    )


def view_of(dossier: Any) -> HabilitationView:
    """The head of the page."""
    row, status = dossier.habilitation, Status(dossier.habilitation.status)
    may_decide = dossier.as_agent and not dossier.is_own
    return HabilitationView(
        reference=dossier.demande.reference,
        place=row.name,
        title=f"Habilitation pour {row.name}",
        lead=f"RIDET {ridet.display(row.ridet)} · référence {dossier.demande.reference}",
        announce=f"Demande {dossier.demande.reference} : {STAGES[status].label}",
        status=STAGES[status].label,
        tone=STAGES[status].tone,
        now=NOW[status],
        why=history_rows(dossier.events[-1:], dict(REASONS))[0].reason if status in TOLD else "",
        person=f"{dossier.account.civility} {dossier.account.full_name}",
        email=dossier.account.email,
        position=f"{row.position} · {row.department}",
        version=row.version,
        is_own=dossier.is_own,
        will_manage=all(member.role != MemberRole.MANAGER for member, _ in dossier.members),
        can_complete=dossier.is_own and status is Status.INCOMPLETE,
        can_withdraw=dossier.is_own and status in LIVE,
        is_accepted=status is Status.ACCEPTED,
        can_retry=status in {Status.REFUSED, Status.WITHDRAWN},
        moves=[Move(str(move), GESTURES[move]) for move in moves_of_agent(status)] if may_decide else [],
    )


def life_rows(dossier: Any) -> list[HistoryRow]:
    """The timeline, with what is still to come."""
    rows = history_rows(dossier.events, dict(REASONS))
    status = Status(dossier.habilitation.status)
    if status in TO_DECIDE:
        rows.append(HistoryRow("Décision d’un agent", "progress", "", "", "", pending=True))
    if status is Status.INCOMPLETE:
        rows.append(HistoryRow("Complément de la personne", "waiting", "", "", "", pending=True))
    return rows


def compare(dossier: Any) -> list[Comparison]:
    """Declared beside known, difference by difference."""
    row, record = dossier.habilitation, dossier.registry
    pairs = [
        ("Nom", row.name, record.name if record else ""),
        ("Adresse", row.address, record.commune if record else ""),
        ("Activité", row.activity, record.activity if record else ""),
    ]
    return [
        Comparison(label, declared or "Non renseigné", known or "Rien au registre", _differ(declared, known))
        for label, declared, known in pairs
    ]


def member_rows(dossier: Any) -> list[Neighbour]:
    """Who may act for the établissement today."""
    return [
        Neighbour(f"{person.full_name} · {ROLE_LABELS[MemberRole(member.role)]} · {person.email}")
        for member, person in dossier.members
    ]


def other_rows(dossier: Any) -> list[Neighbour]:
    """The other demandes for the same RIDET."""
    return [
        Neighbour(
            f"{demande.reference} · {account.full_name} · {demande.status} · {moment(row.created_at)}",
            routes.with_query(routes.ADMIN_HABILITATION, ref=demande.reference),
        )
        for row, demande, account in dossier.others
    ]


def queue_rows(rows: Iterable[Any], now: datetime) -> list[QueueRow]:
    """The agents' queue."""
    return [_queue_row(habilitation, demande, account, now) for habilitation, demande, account in rows]


def queue_words(queue: Any, search: str) -> str:
    """« 3 demandes à traiter »."""
    if queue.has_more:
        return f"Les {len(queue.rows)} premières demandes : précisez la recherche pour voir les autres."
    count = len(queue.rows)
    if search:
        return f"{count} résultat{'s' if count > 1 else ''} pour « {search} »."
    return f"{queue.waiting} demande{'s' if queue.waiting > 1 else ''} à traiter, les plus anciennes d’abord."


def pending_rows(rows: Iterable[Any]) -> list[PendingRow]:
    """The person's own demandes."""
    return [
        PendingRow(
            label=f"{row.name} · RIDET {ridet.display(row.ridet)}",
            reference=demande.reference,
            href=routes.with_query(routes.HABILITATION_FOLLOW, ref=demande.reference),
            status=STAGES[Status(row.status)].label,
            tone=STAGES[Status(row.status)].tone,
            now=NOW[Status(row.status)].split(". ", maxsplit=1)[0].rstrip(".") + ".",
        )
        for row, demande in rows
    ]


def preview_words(status: str, view: HabilitationView, reason: str, comment: str) -> str:
    """The message that would leave."""
    if status not in set(Status):
        return ""
    known = reason if status == Status.REFUSED and reason in REASONS else ""
    why = messages.explain(known, comment)
    letter = messages.decided(Status(status), view.place, "", why, "", manages=view.will_manage)
    return "\n\n".join([letter.subject, *letter.paragraphs])


def _queue_row(row: Any, demande: Any, account: Any, now: datetime) -> QueueRow:
    stage, is_waiting = STAGES[Status(row.status)], Status(row.status) in TO_DECIDE
    days = days_between(noumea_date(demande.updated_at), noumea_date(now))
    return QueueRow(
        reference=demande.reference,
        href=routes.with_query(routes.ADMIN_HABILITATION, ref=demande.reference),
        person=account.full_name,
        place=row.name,
        ridet=ridet.display(row.ridet),
        asked=moment(row.created_at),
        age="aujourd’hui" if days <= 0 else f"{days}{NBSP}jour{'s' if days > 1 else ''}",
        age_tone="refused" if is_waiting and days >= OLD_DAYS else "neutral",
        status=stage.label,
        tone=stage.tone,
    )


def _differ(declared: str, known: str) -> bool:
    mine, theirs = declared.casefold(), known.casefold()
    return bool(theirs) and theirs not in mine and (not mine or mine not in theirs)
