"""What each member of an établissement may do, and what keeps it managed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class MemberRole(StrEnum):
    """A person's role in an établissement."""

    MANAGER = "gestionnaire"
    DEPOSITOR = "depot"
    FOLLOWER = "suivi"


class MemberRight(StrEnum):
    """One thing a member may do for an établissement."""

    FOLLOW = "suivre"
    DEPOSIT = "deposer"
    MANAGE = "gerer"


class Outcome(StrEnum):
    """How an invitation ended."""

    NONE = ""
    ACCEPTED = "acceptee"
    DECLINED = "declinee"
    CANCELLED = "annulee"


MEMBER_GRANTS: Final[Mapping[MemberRole, frozenset[MemberRight]]] = {
    MemberRole.MANAGER: frozenset(MemberRight),
    MemberRole.DEPOSITOR: frozenset({MemberRight.FOLLOW, MemberRight.DEPOSIT}),
    MemberRole.FOLLOWER: frozenset({MemberRight.FOLLOW}),
}

ROLE_LABELS: Final[Mapping[MemberRole, str]] = {
    MemberRole.MANAGER: "Gestionnaire",
    MemberRole.DEPOSITOR: "Dépôt",
    MemberRole.FOLLOWER: "Suivi",
}

ROLE_MEANINGS: Final[Mapping[MemberRole, str]] = {
    MemberRole.MANAGER: "dépose, suit, gère les membres et les RIB",
    MemberRole.DEPOSITOR: "dépose des factures et les suit",
    MemberRole.FOLLOWER: "suit les factures sans en déposer",
}

ESTRANGED_AFTER: Final = timedelta(days=365)
"""How long after their last day a member may decide nothing, as an agent, of the company's établissements."""

INVITATION_LIFETIME: Final = timedelta(days=14)

LAST_MANAGER: Final = (
    "C’est le dernier gestionnaire de l’établissement. Nommez d’abord un autre gestionnaire, puis recommencez."
)
LAST_LASTING_MANAGER: Final = (
    "Gardez au moins un gestionnaire sans date de fin : sinon plus personne ne pourrait gérer l’établissement."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member holds: a role, and until when."""

    role: MemberRole
    expires_on: date | None = None


def roles_with(right: MemberRight) -> list[MemberRole]:
    """The roles that hold a right."""
    return [role for role, rights in MEMBER_GRANTS.items() if right in rights]


def manager_fault(before: Sequence[Standing], after: Sequence[Standing]) -> str:
    """Why a change may not be made, or nothing: the établissement must not lose its last manager."""
    had, keeps = _managers(before), _managers(after)
    if had and not keeps:
        return LAST_MANAGER
    if _are_lasting(had) and not _are_lasting(keeps):
        return LAST_LASTING_MANAGER
    return ""


def is_over(expires_on: date | None, today: date) -> bool:
    """Whether the last day of a right is gone."""
    return expires_on is not None and expires_on < today


def better(held: Standing, offered: Standing) -> Standing:
    """The larger role and the later end of the two."""
    role = max(held.role, offered.role, key=lambda role: len(MEMBER_GRANTS[role]))
    ends = held.expires_on, offered.expires_on
    return Standing(role, None if None in ends else max(end for end in ends if end))


def expiry_fault(expires_on: date | None, today: date) -> str:
    """What to write instead of a last day that is gone, or nothing."""
    return "Choisissez une date à venir, ou laissez vide." if is_over(expires_on, today) else ""


def _managers(members: Sequence[Standing]) -> list[Standing]:
    return [member for member in members if MemberRight.MANAGE in MEMBER_GRANTS[member.role]]


def _are_lasting(managers: Sequence[Standing]) -> bool:
    return any(manager.expires_on is None for manager in managers)
