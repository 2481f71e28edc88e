"""Who may do what: rights are granted to roles in one table, and required from the actor."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from espace_factures.core.errors import ForbiddenError


class Role(StrEnum):
    """What an account is for the Province."""

    USER = "usager"
    HABILITATION_AGENT = "agent-habilitations"
    INVOICE_AGENT = "agent-factures"
    ACCOUNTANT = "agent-comptable"
    ADMIN = "administrateur"


class Permission(StrEnum):
    """One right, named scope:action."""

    ACCOUNT_PROTECT = "account:protect"
    ACCOUNT_USE = "account:use"
    ACCOUNT_RESTORE = "account:restore"
    DEMANDE_READ = "demande:read"
    HABILITATION_REQUEST = "habilitation:request"
    HABILITATION_DECIDE = "habilitation:decide"
    INVOICE_DEPOSIT = "invoice:deposit"
    INVOICE_READ = "invoice:read"
    INVOICE_PROCESS = "invoice:process"
    INVOICE_PAY = "invoice:pay"
    INVOICE_REVIEW = "invoice:review"
    ORDER_READ = "order:read"
    ORDER_KEEP = "order:keep"
    RIB_USE = "rib:use"
    RIB_VALIDATE = "rib:validate"
    ESTABLISHMENT_USE = "establishment:use"
    ADMINISTRATION_OPEN = "administration:open"
    ADMINISTRATION_RULE = "administration:rule"


SUPPLIER: Final = frozenset(
    {
        Permission.ACCOUNT_PROTECT,
        Permission.ACCOUNT_USE,
        Permission.DEMANDE_READ,
        Permission.HABILITATION_REQUEST,
        Permission.INVOICE_DEPOSIT,
        Permission.INVOICE_READ,
        Permission.RIB_USE,
        Permission.ESTABLISHMENT_USE,
    }
)
AGENT: Final = frozenset({Permission.ADMINISTRATION_OPEN})

GRANTS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.USER: SUPPLIER,
    Role.HABILITATION_AGENT: AGENT
    | {Permission.HABILITATION_DECIDE, Permission.RIB_VALIDATE, Permission.ACCOUNT_RESTORE},
    Role.INVOICE_AGENT: AGENT | {Permission.INVOICE_REVIEW, Permission.INVOICE_PROCESS, Permission.ORDER_READ},
    Role.ACCOUNTANT: AGENT | {Permission.INVOICE_REVIEW, Permission.INVOICE_PAY, Permission.ORDER_READ},
    Role.ADMIN: AGENT
    | {
        Permission.ADMINISTRATION_RULE,
        Permission.ACCOUNT_RESTORE,
        Permission.ORDER_READ,
        Permission.ORDER_KEEP,
    },
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an event, as the session on the server knows them."""

    account_id: int
    session_id: int
    name: str
    email: str
    roles: frozenset[Role] = frozenset({Role.USER})
    address: str = ""
    must_protect: bool = False
    """Whether what they may do asks for a second factor, where the settings make it compulsory."""
    has_factor: bool = False
    must_review: bool = False
    """Whether somebody else may have been in the account, and its person has not said yet what stays."""

    def can(self, permission: Permission) -> bool:
        """Whether one of the actor's roles grants the right; who lacks a factor or must review may do only that."""
        if (self.lacks_factor or self.must_review) and permission is not Permission.ACCOUNT_PROTECT:
            return False
        return any(permission in GRANTS[role] for role in self.roles)

    def require(self, permission: Permission) -> None:
        """Refuse an actor who lacks the right; raises ForbiddenError."""
        if not self.can(permission):
            raise ForbiddenError

    @property
    def lacks_factor(self) -> bool:
        """Whether the actor has to protect their account before anything else."""
        return self.must_protect and not self.has_factor

    @property
    def is_agent(self) -> bool:
        """Whether the actor works for the Province."""
        return self.can(Permission.ADMINISTRATION_OPEN)
