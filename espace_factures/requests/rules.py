"""The vocabulary of a demande: its kinds, its stages, what a document is for."""

from dataclasses import dataclass
from enum import StrEnum


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


class DocumentRole(StrEnum):
    """What a document is for."""

    INVOICE = "facture"
    PROOF = "justificatif"
    ATTACHMENT = "piece"


PDF = "application/pdf"
MOST_PICTURES = 20
"""Pages shown in the portal; the rest is in the file itself."""

SERIES = {Kind.HABILITATION: "HA", Kind.RIB: "RI", Kind.INVOICE: "EF"}


def reference(kind: Kind, year: int, number: int) -> str:
    """EF-2026-000123."""
    return f"{SERIES[kind]}-{year}-{number:06d}"
