"""What an opened session still waits for, and how long it may wait."""

from datetime import timedelta
from enum import StrEnum
from typing import Final


class Awaits(StrEnum):
    """What an opened session still waits for before it is one."""

    NOTHING = ""
    ENTRY = "entry"
    FACTOR = "factor"


WAITING: Final = {Awaits.ENTRY: timedelta(minutes=2), Awaits.FACTOR: timedelta(minutes=10)}
