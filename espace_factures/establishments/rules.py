"""What each member of an établissement may do."""

from collections.abc import Mapping
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


def roles_with(right: MemberRight) -> list[MemberRole]:
    """The roles that hold a right."""
    return [role for role, rights in MEMBER_GRANTS.items() if right in rights]
