"""One answer of a list, as forms offer it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """What is sent, and what is read."""

    value: str
    label: str
