"""Habilitations ready to read, in French."""

from collections.abc import Iterable
from dataclasses import dataclass

from espace_factures import routes
from espace_factures.core import ridet
from espace_factures.core.calendar import moment, time_of_day
from espace_factures.demandes.models import Demande
from espace_factures.demandes.presenter import history_rows
from espace_factures.demandes.service.reasons import Reason
from espace_factures.establishments.rules import ROLE_LABELS, MemberRole
from espace_factures.habilitations import messages
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import LIFE, REASONS, STAGES, Status
from espace_factures.habilitations.service.case import HabilitationDossier
from espace_factures.habilitations.service.drafts import DraftPage


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
class HabilitationView:
    """The head of a habilitation's page."""

    place: str = ""
    title: str = ""
    lead: str = ""
    announce: str = ""
    now: str = ""
    why: str = ""
    person: str = ""
    email: str = ""
    position: str = ""
    will_manage: bool = False
    is_accepted: bool = False
    can_retry: bool = False


NOW = {
    Status.DEPOSITED: (
        "Un agent de la Province va examiner votre justificatif. Vous recevrez un courriel dès sa décision ; "
        "cette page la montrera aussitôt."
    ),
    Status.INCOMPLETE: "La Province attend votre réponse pour décider. Ajoutez ce qui est demandé ci-dessous.",
    Status.COMPLETED: "Un agent examine ce que vous avez ajouté. Vous recevrez un courriel.",
    Status.ACCEPTED: "Vous pouvez déposer et suivre les factures de cet établissement.",
    Status.REFUSED: "La demande est close. Vous pouvez en faire une autre avec un justificatif qui convient.",
    Status.WITHDRAWN: "Vous avez retiré cette demande.",
}


TOLD = {Status.INCOMPLETE, Status.REFUSED, Status.ACCEPTED}
"""Where the person reads what the agent wrote with his decision."""


def draft_view(page: DraftPage) -> DraftView:
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


def view_of(dossier: HabilitationDossier) -> HabilitationView:
    """The head of the page."""
    row, status = dossier.item, dossier.item.status
    return HabilitationView(
        place=row.name,
        title=f"Habilitation pour {row.name}",
        lead=f"RIDET {ridet.display(row.ridet)} · référence {dossier.demande.reference}",
        announce=f"Demande {dossier.demande.reference} : {STAGES[status].label}",
        now=NOW[status],
        why=history_rows(dossier.events[-1:], REASONS)[0].reason if status in TOLD else "",
        person=f"{dossier.panel.account.civility} {dossier.panel.account.full_name}",
        email=dossier.panel.account.shown_email,
        position=f"{row.position} · {row.department}",
        will_manage=all(member.role != MemberRole.MANAGER for member, _ in dossier.panel.members),
        is_accepted=status is Status.ACCEPTED,
        can_retry=status in {Status.REFUSED, Status.WITHDRAWN},
    )


def compare(dossier: HabilitationDossier) -> list[Comparison]:
    """Declared beside known, difference by difference."""
    row, record = dossier.item, dossier.panel.registry
    pairs = [
        ("Nom", row.name, record.name if record else ""),
        ("Adresse", row.address, record.commune if record else ""),
        ("Activité", row.activity, record.activity if record else ""),
    ]
    return [
        Comparison(label, declared or "Non renseigné", known or "Rien au registre", _differ(declared, known))
        for label, declared, known in pairs
    ]


def member_rows(dossier: HabilitationDossier) -> list[Neighbour]:
    """Who may act for the établissement today."""
    return [
        Neighbour(f"{person.full_name} · {ROLE_LABELS[member.role]} · {person.shown_email}")
        for member, person in dossier.panel.members
    ]


def other_rows(dossier: HabilitationDossier) -> list[Neighbour]:
    """The other demandes for the same RIDET."""
    return [
        Neighbour(
            f"{demande.reference} · {account.full_name} · {demande.status} · {moment(row.created_at)}",
            routes.with_query(routes.ADMIN_HABILITATION, ref=demande.reference),
        )
        for row, demande, account in dossier.panel.others
    ]


def pending_rows(rows: Iterable[tuple[Habilitation, Demande]]) -> list[PendingRow]:
    """The person's own demandes."""
    return [
        PendingRow(
            label=f"{row.name} · RIDET {ridet.display(row.ridet)}",
            reference=demande.reference,
            href=routes.with_query(routes.HABILITATION_FOLLOW, ref=demande.reference),
            status=demande.status,
            tone=demande.tone,
            now=NOW[row.status].split(". ", maxsplit=1)[0].rstrip(".") + ".",
        )
        for row, demande in rows
    ]


def preview_words(status: str, view: HabilitationView, reason: Reason, comment: str) -> str:
    """The message that would leave."""
    if status not in set(Status):
        return ""
    why = LIFE.explain(reason.code, comment, reason.words)
    letter = messages.decided(Status(status), view.place, "", why, "", manages=view.will_manage)
    return "\n\n".join([letter.subject, *letter.paragraphs])


def _differ(declared: str, known: str) -> bool:
    mine, theirs = declared.casefold(), known.casefold()
    return bool(theirs) and theirs not in mine and (not mine or mine not in theirs)
