"""« Gérer mes établissements » ready to read, in French."""

from dataclasses import dataclass, field
from datetime import date, datetime

from espace_factures.core import ridet
from espace_factures.core.calendar import long_date, noumea_date, short_date
from espace_factures.core.words import counted, joined, of
from espace_factures.establishments import rules
from espace_factures.establishments.models import Establishment, Invitation, Membership
from espace_factures.establishments.rules import MEMBER_GRANTS, ROLE_LABELS, ROLE_MEANINGS, MemberRight, MemberRole
from espace_factures.establishments.service.members import Board, Sheet
from espace_factures.identity.models import Account

ROLE_CHOICES = [(str(role), f"{ROLE_LABELS[role]} : {ROLE_MEANINGS[role]}") for role in MemberRole]


@dataclass(frozen=True, slots=True)
class MemberView:
    """One line of the members."""

    id: int
    name: str
    detail: str
    role: str
    role_value: str
    until: str
    expires_on: str
    is_me: bool
    tone: str


@dataclass(frozen=True, slots=True)
class SentView:
    """An invitation that nobody answered yet."""

    public_id: str
    email: str
    words: str
    tone: str
    status: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """One établissement: its sheet, my role, its members."""

    id: int
    name: str
    ridet: str
    address: str
    activity: str
    my_role: str
    my_until: str
    can_manage: bool
    box: str
    members: list[MemberView] = field(default_factory=list)
    sent: list[SentView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class InvitedView:
    """What the person may accept."""

    public_id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a confirmation is about; `kind` chooses the gesture."""

    kind: str = ""
    id: int = 0
    title: str = ""
    words: str = ""
    button: str = ""


def sheet_views(board: Board) -> list[SheetView]:
    """The établissements of the board."""
    return [_sheet(sheet, board.now) for sheet in board.sheets]


def invited_views(board: Board) -> list[InvitedView]:
    """The invitations of the board."""
    return [_invited(*row) for row in board.invited]


def lead_words(sheets: list[SheetView]) -> str:
    """« 2 établissements »."""
    if not sheets:
        return "Aucun établissement pour l’instant."
    return counted(len(sheets), "établissement")


def asked_to_end(sheet: SheetView, member: MemberView) -> Asked:
    """Before a member's access is withdrawn."""
    return Asked(
        "fin",
        member.id,
        f"Retirer l’accès {of(member.name)} ?",
        f"Cette personne ne pourra plus agir pour {sheet.name}. Ses factures déposées restent à l’établissement.",
        "Retirer l’accès",
    )


def asked_to_change_box(sheet: SheetView) -> Asked:
    """Before the drop-box has another address."""
    return Asked(
        "adresse",
        sheet.id,
        f"Changer l’adresse de dépôt {of(sheet.name)} ?",
        "L’adresse actuelle ne recevra plus rien : donnez la nouvelle à vos collègues et à vos logiciels.",
        "Changer l’adresse",
    )


def asked_to_leave(sheet: SheetView) -> Asked:
    """Before the person leaves."""
    return Asked(
        "depart",
        sheet.id,
        f"Quitter {sheet.name} ?",
        "Vous ne verrez plus ses factures. Pour revenir, il faudra une invitation ou une nouvelle habilitation.",
        "Quitter l’établissement",
    )


def _sheet(sheet: Sheet, now: datetime) -> SheetView:
    establishment, mine = sheet.establishment, sheet.mine
    role = mine.role
    can_manage = MemberRight.MANAGE in MEMBER_GRANTS[role]
    today = noumea_date(now)
    rows = [row for row in sheet.members if can_manage or not rules.is_over(row[0].expires_on, today)]
    return SheetView(
        id=establishment.id,
        name=establishment.name,
        ridet=ridet.display(establishment.ridet),
        address=establishment.address or "Non renseignée",
        activity=establishment.activity or "Non renseignée",
        my_role=f"{ROLE_LABELS[role]} : {ROLE_MEANINGS[role]}",
        my_until=f"Jusqu’au {long_date(mine.expires_on)}" if mine.expires_on else "Sans date de fin",
        can_manage=can_manage,
        box=sheet.box,
        members=[_member(row, account, mine.account_id, today, shows_email=can_manage) for row, account in rows],
        sent=[_sent(invitation, now) for invitation in sheet.invitations],
    )


def _member(membership: Membership, account: Account, me: int, today: date, *, shows_email: bool) -> MemberView:
    role = membership.role
    work = joined(", ", membership.position, membership.department)
    detail = joined(" · ", account.shown_email if shows_email else "", work)
    is_over = rules.is_over(membership.expires_on, today)
    return MemberView(
        id=membership.id,
        name=account.full_name,
        detail=detail,
        role="Accès terminé" if is_over else ROLE_LABELS[role],
        role_value=role,
        until=_until(membership.expires_on, is_over=is_over),
        expires_on=membership.expires_on.isoformat() if membership.expires_on else "",
        is_me=membership.account_id == me,
        tone="neutral" if is_over else "progress",
    )


def _until(expires_on: date | None, *, is_over: bool) -> str:
    if expires_on is None:
        return ""
    return f"{'depuis le' if is_over else 'jusqu’au'} {short_date(expires_on)}"


def _sent(invitation: Invitation, now: datetime) -> SentView:
    is_over = invitation.valid_until <= now
    role = ROLE_LABELS[invitation.role]
    limit = short_date(noumea_date(invitation.valid_until))
    return SentView(
        public_id=invitation.public_id,
        email=invitation.email,
        words=f"{role} · {'à accepter avant' if not is_over else 'expirée'} le {limit}",
        tone="neutral" if is_over else "waiting",
        status="Invitation expirée" if is_over else "Invitation envoyée",
    )


def _invited(invitation: Invitation, place: Establishment, by: Account) -> InvitedView:
    role = invitation.role
    limit = long_date(noumea_date(invitation.valid_until))
    return InvitedView(
        public_id=invitation.public_id,
        title=f"{by.full_name} vous invite à agir pour {place.name} ({ridet.display(place.ridet)}).",
        words=f"Rôle : {ROLE_LABELS[role]}, {ROLE_MEANINGS[role]}. À accepter avant le {limit}.",
    )
