"""What a queue can be asked: its tabs, its order, its filters; and how old is old."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from espace_factures.core.keyset import Cursor


class Tab(StrEnum):
    """The parts of a queue, as addresses name them."""

    WAITING = ""
    MINE = "miennes"
    SUSPENDED = "suspendues"
    READY = "pretes"
    ALL = "toutes"


TABS: Final[Mapping[Tab, str]] = {
    Tab.WAITING: "À traiter",
    Tab.MINE: "Les miennes",
    Tab.SUSPENDED: "Suspendues",
    Tab.READY: "Prêtes à attester",
    Tab.ALL: "Toutes",
}


class Sort(StrEnum):
    """The orders of a queue."""

    OLDEST = "anciennes"
    NEWEST = "recentes"
    LARGEST = "montant-desc"
    SMALLEST = "montant-asc"


class Age(StrEnum):
    """How a demande stands before the end of its delay."""

    LATE = "hors-delai"
    SOON = "bientot"
    EARLY = "a-temps"


AGES: Final[Mapping[Age, str]] = {
    Age.LATE: "Hors délai",
    Age.SOON: "Moins de 8 jours",
    Age.EARLY: "Dans les délais",
}


class Outcome(StrEnum):
    """What became of one line of a batch."""

    WAITING = "attente"
    DONE = "fait"
    REFUSED = "refuse"


SOON: Final = timedelta(days=8)
PAGE_SIZE: Final = 50
MOST_COUNTED: Final = 2000
"""Counting further would cost more than it tells: « 2 000 et plus »."""
MOST_READ: Final = 5000
"""Of each direction, what a filter or a search goes through, the first in the order that is shown."""
MOST_GATHERED: Final = 1000
"""Of each direction, what « Prêtes à attester » goes through: each is held against its order and its RIB."""
MOST_AT_ONCE: Final = 500
LINES_SHOWN: Final = 50
"""Of a batch, on one page of its report."""
BATCHES_SHOWN: Final = 10
STEPS_TOLD: Final = 20
"""How often open pages hear of a batch on its way: each time costs each of them a reading."""
MOST_VIEWS: Final = 20
MOST_WORDS: Final = 6
FREE: Final = "libre"
MYSELF: Final = "moi"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a queue; empty values filter nothing."""

    tab: Tab = Tab.WAITING
    search: str = ""
    stage: str = ""
    direction_id: int = 0
    age: Age | None = None
    lowest: int | None = None
    highest: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    assignee: str = ""
    """« moi », « libre », or an agent's account."""
    has_alert: bool = False
    is_unread: bool = False
    sort: Sort = Sort.OLDEST
    place: Cursor | None = None

    @property
    def is_plain(self) -> bool:
        """Whether an index alone answers: nothing but a tab, in the order of time."""
        filters = (self.search, self.stage, self.age, self.lowest, self.highest, self.since, self.until, self.assignee)
        is_by_time = self.sort in {Sort.OLDEST, Sort.NEWEST}
        is_narrowed = any(filters) or self.has_alert or self.is_unread or self.tab is Tab.READY
        return is_by_time and not is_narrowed


def is_told(done: int, total: int) -> bool:
    """Whether this line of a batch is one of those that open pages hear of."""
    return done * STEPS_TOLD // total != (done - 1) * STEPS_TOLD // total


STEP_CLOSED: Final = "Cette étape n’est pas possible : ouvrez la facture pour voir où elle en est."


def step_closed(stage: str) -> str:
    """Why a gesture is refused to one of the lines: « Au statut « Liquidée », cette étape n’est pas possible. »"""
    return f"Au statut « {stage} », cette étape n’est pas possible."


def age_days(clock_from: datetime, stopped_at: datetime | None, now: datetime) -> int:
    """Whole days of its delay that a demande has used."""
    return max(((stopped_at or now) - clock_from).days, 0)
