"""What `doctor` says: a finding, and how grave it is."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

SILENT: Final = timedelta(minutes=1)
"""A worker shows a sign of life every few seconds."""
STUCK: Final = timedelta(minutes=10)


class Grade(StrEnum):
    """How grave a finding is, as the command prints it."""

    GOOD = "bon"
    WEAK = "à revoir"
    BAD = "manque"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: no secret is in its sentence."""

    grade: Grade
    sentence: str


def good(sentence: str) -> Finding:
    """Nothing to do."""
    return Finding(Grade.GOOD, sentence)


def weak(sentence: str) -> Finding:
    """It works, and could be safer or fuller."""
    return Finding(Grade.WEAK, sentence)


def bad(sentence: str) -> Finding:
    """Something cannot work, or is unsafe."""
    return Finding(Grade.BAD, sentence)
