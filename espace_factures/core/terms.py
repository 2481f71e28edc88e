"""The Province's rules as a page says them: numbers with their units, made from the parameters in force."""

from dataclasses import dataclass

UNKNOWN = "…"
"""What a page says until it has asked: a page is written once, a rule changes."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of the parameters in force."""

    payment: str = UNKNOWN
    """« 30 jours »."""
    payment_rule: str = UNKNOWN
    """« délibération 136/CP, art. 71 »."""
    cooling_off: str = UNKNOWN
    """« 48 heures »."""
    largest_file: str = UNKNOWN
    """« 25 Mo »."""
    largest_bytes: int = 0
    """The same, for the browser; 0 when it is not known."""
    message_files: str = UNKNOWN
    """« 5 fichiers »."""
    rates: str = UNKNOWN
    """« 3 %, 6 %, 11 % ou 22 % »."""
