"""Who may hold an account, and where a person is reached."""

from datetime import date
from enum import StrEnum
from typing import Final

ADULT_AGE: Final = 18
OLDEST_YEAR: Final = 1900


class Contact(StrEnum):
    """Where a person wants to be reached."""

    EMAIL = "email"
    SMS = "sms"


def is_adult(birth_date: date, today: date) -> bool:
    """Whether the person is at least 18 today."""
    years = today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    return years >= ADULT_AGE
