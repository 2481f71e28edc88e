"""Dates as people of Nouméa read and write them."""

import contextlib
import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from espace_factures.core.typed import narrow
from espace_factures.core.words import NBSP

NOUMEA: Final = ZoneInfo("Pacific/Noumea")
SHORT_MONTHS: Final = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
LONG_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
FRENCH: Final = re.compile(r"^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$", re.ASCII)
ISO: Final = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$", re.ASCII)
ASK: Final = "Écrivez une date comme 18/11/2026 : jour, mois, année."
ASK_YEAR: Final = "Vérifiez l’année : écrivez ses quatre chiffres, comme dans 18/11/2026."
NEAR: Final = 182
"""Days within which a day and a month say which year."""
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
"""A date typed anywhere is of these years; only people are born before."""


def noumea_date(instant: datetime) -> date:
    """The day it is in Nouméa at that instant."""
    return instant.astimezone(NOUMEA).date()


def today(now: datetime) -> date:
    """The day it is in Nouméa, from the clock's present instant."""
    return noumea_date(now)


def days_between(start: date, end: date) -> int:
    """Days from one to the other, negative when the end comes first."""
    return (end - start).days


@lru_cache(maxsize=2048)
def short_date(day: date) -> str:
    """« 18 nov. 2026 »; a list says the same few days again and again."""
    return f"{_ordinal(day)}{NBSP}{SHORT_MONTHS[day.month - 1]}{NBSP}{day.year}"


def near_date(day: date) -> str:
    """« 18 nov. », where the year is plain."""
    return f"{_ordinal(day)}{NBSP}{SHORT_MONTHS[day.month - 1]}"


def listed_date(day: date, today: date) -> str:
    """« 18 nov. » for a day that is less than six months away; a farther one says its year."""
    return short_date(day) if abs((day - today).days) > NEAR else near_date(day)


def long_date(day: date) -> str:
    """« 18 novembre 2026 »."""
    return f"{_ordinal(day)}{NBSP}{LONG_MONTHS[day.month - 1]}{NBSP}{day.year}"


def time_of_day(instant: datetime) -> str:
    """« 14 h 32 », in Nouméa."""
    local = instant.astimezone(NOUMEA)
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02d}"


def moment(instant: datetime) -> str:
    """« 18 nov. 2026 à 14 h 32 », in Nouméa."""
    return f"{short_date(noumea_date(instant))} à {time_of_day(instant)}"


def parse_date(text: str, first_year: int = FIRST_YEAR) -> date:
    """A date typed as 18/11/2026, or as a browser's date field gives it; ValueError says what to write."""
    trimmed = narrow(text)
    if typed := FRENCH.match(trimmed):
        day, month, year = (int(part) for part in typed.groups())
    elif typed := ISO.match(trimmed):
        year, month, day = (int(part) for part in typed.groups())
    else:
        raise ValueError(ASK)
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(ASK) from None
    if not first_year <= year <= LAST_YEAR:
        raise ValueError(ASK_YEAR)
    return found


def midnight_if_any(text: str, days: int = 0) -> datetime | None:
    """What bounds a list: the midnight, in Nouméa, that begins a typed day, or so many days after it."""
    with contextlib.suppress(ValueError):
        return datetime.combine(parse_date(text) + timedelta(days=days), time(), NOUMEA) if text else None
    return None


def _ordinal(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)
