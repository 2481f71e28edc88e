"""The vocabulary of a demande: its kinds and their pages, its stages, what a document is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from espace_factures import routes


class Kind(StrEnum):
    """What owns the demande."""

    HABILITATION = "habilitation"
    RIB = "rib"
    INVOICE = "facture"


class Tone(StrEnum):
    """How a stage is drawn: never by colour alone, its label says it too."""

    PROGRESS = "progress"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Stage:
    """A status as it is told."""

    label: str
    tone: Tone


MOST_FILES: Final = 5
"""Files that one message carries."""

SERIES = {Kind.HABILITATION: "HA", Kind.RIB: "RI", Kind.INVOICE: "EF"}

PAGES: Final[Mapping[Kind, str]] = {
    Kind.HABILITATION: routes.HABILITATION_FOLLOW,
    Kind.INVOICE: routes.INVOICE,
    Kind.RIB: routes.DEMANDE,
}
"""Where the person follows it."""

AGENT_PAGES: Final[Mapping[Kind, str]] = {
    Kind.HABILITATION: routes.ADMIN_HABILITATION,
    Kind.INVOICE: routes.ADMIN_INVOICE,
    Kind.RIB: routes.ADMIN_RIB,
}
"""Where an agent instructs it."""

ANSWERED_TO_AUTHOR: Final = frozenset({Kind.HABILITATION, Kind.RIB})
"""Whose author learns that an agent wrote; an invoice tells all who follow its établissement, by itself."""


def reference(kind: Kind, year: int, number: int) -> str:
    """EF-2026-000123."""
    return f"{SERIES[kind]}-{year}-{number:06d}"


def page_of(kind: str, reference: str) -> str:
    """The address where the person follows the demande."""
    return routes.with_query(PAGES[Kind(kind)], ref=reference)


def agent_page_of(kind: str, reference: str) -> str:
    """The address where an agent instructs it."""
    return routes.with_query(AGENT_PAGES[Kind(kind)], ref=reference)
