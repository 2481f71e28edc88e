"""What the audit log can be asked: by person, kind of act, thing and period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from espace_factures.audit.rules.actions import Action

PAGE_SIZE: Final = 50
AT_ONCE: Final = 1000
"""Lines that an export reads in one question."""
MOST_PEOPLE: Final = 20
"""A name that more people bear has to be said better."""


class Theme(StrEnum):
    """Acts that one looks for together, as addresses name them."""

    DOORS = "acces"
    ACCOUNTS = "comptes"
    MEMBERS = "membres"
    CASES = "demandes"
    LOOKS = "consultations"
    RULES = "administration"


THEMES: Final[Mapping[Theme, str]] = {
    Theme.DOORS: "Connexions et refus",
    Theme.ACCOUNTS: "Comptes et protections",
    Theme.MEMBERS: "Membres des établissements",
    Theme.CASES: "Dépôts, décisions et messages",
    Theme.LOOKS: "Consultations et extractions",
    Theme.RULES: "Agents, directions et paramètres",
}

LOOKS: Final = frozenset(
    {
        Action.HABILITATION_SEEN,
        Action.RIB_SEEN,
        Action.RIB_REVEALED,
        Action.INVOICE_SEEN,
        Action.DOCUMENT_OPENED,
        Action.DOSSIER_TAKEN,
        Action.JOURNAL_EXPORTED,
    }
)
FAMILIES: Final[Mapping[str, Theme]] = {
    **dict.fromkeys(("session", "factor", "code", "codes", "right"), Theme.DOORS),
    **dict.fromkeys(
        ("account", "restore", "reception", "identity", "totp", "recovery_codes", "passkey", "subscription", "export"),
        Theme.ACCOUNTS,
    ),
    **dict.fromkeys(("membership", "invitation"), Theme.MEMBERS),
    **dict.fromkeys(("habilitation", "rib", "facture", "demandes", "file"), Theme.CASES),
}
"""By what an action begins with; the rest is what administrators rule."""


def theme_of(action: Action) -> Theme:
    """The acts that this one is looked for among."""
    if action in LOOKS:
        return Theme.LOOKS
    return FAMILIES.get(action.partition(".")[0], Theme.RULES)


def actions_of(asked: str) -> tuple[Action, ...]:
    """The acts of a theme, or one act; none of what is neither."""
    return tuple(action for action in Action if asked in {action, theme_of(action)})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the log begins: strictly before this entry, or after it."""

    at: datetime
    entry_id: int
    is_newer: bool = False

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{'avant' if self.is_newer else 'apres'}_{self.at.isoformat()}_{self.entry_id}"


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of the log; what is empty narrows nothing."""

    person: str = ""
    reference: str = ""
    actions: tuple[Action, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    place: Place | None = None
