"""The vocabulary of a demande: its kinds, its stages, and the life that each kind declares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Generic, TypeVar

from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import moment
from espace_factures.core.errors import ForbiddenError, StaleError
from espace_factures.core.typed import narrow


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


class Turn(StrEnum):
    """Who has something to do about a demande."""

    AGENT = "agent"
    PAYER = "comptable"
    PERSON = "usager"
    NOBODY = "close"


@dataclass(frozen=True, slots=True)
class Stage:
    """A status as it is told; `level` is how far it is on the way, in eighths."""

    label: str
    tone: Tone
    level: int = 0


LONGEST_MESSAGE: Final = 4000

LONGEST_REFERENCE: Final = 60
"""Of a mandate, or of a payment."""
OTHER: Final = "AUTRE"
"""The coded reason that explains nothing by itself: it needs words."""


StatusT = TypeVar("StatusT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Joined(Generic[StatusT]):
    """Several moves that one gesture makes, as its button says it."""

    label: str
    moves: tuple[StatusT, ...]


@dataclass(frozen=True, slots=True)
class Life(Generic[StatusT]):
    """The life of one kind of demande: what may follow what, who decides it, for which reasons, in which words."""

    stages: Mapping[StatusT, Stage]
    steps: Mapping[StatusT, frozenset[StatusT]]
    rights: Mapping[StatusT, Permission]
    """The right that a move to each status asks."""
    gestures: Mapping[StatusT, str]
    """The moves of an agent, as their buttons say them, in the order of the screen."""
    waiting: frozenset[StatusT]
    """Where an agent has something to do."""
    reasons: Mapping[str, str]
    """The coded reasons, in words that a supplier understands."""
    explained: Mapping[StatusT, frozenset[str]]
    """The statuses that need a reason, with the codes open to each."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the reasons are about, in the order of the screen."""
    exceptions: Mapping[tuple[StatusT, StatusT], Permission] = field(default_factory=dict)
    """The moves that ask another right, by where they start and where they lead."""
    expected: Mapping[StatusT, Stage] = field(default_factory=dict)
    """The step still to come, by where one stands."""
    answered: StatusT | None = None
    """Where the person's answer leads."""
    withdrawn: StatusT | None = None
    turns: Mapping[StatusT, Turn] = field(default_factory=dict)
    """Whose turn it is where no agent of the queue has anything to do; nobody's unless it says so."""
    joined: Mapping[StrEnum, Joined[StatusT]] = field(default_factory=dict)
    """The gestures that make several moves in one decision."""
    implied: StatusT | None = None
    """The move that any other makes first where it must: whoever decides takes charge."""
    batched: tuple[StrEnum, ...] = ()
    """What may be done of many at once, in the order of the screen."""

    def turn(self, status: StatusT) -> Turn:
        """Who has something to do."""
        return Turn.AGENT if status in self.waiting else self.turns.get(status, Turn.NOBODY)

    def told_as(self, stage: Stage) -> StatusT | None:
        """The status that these words tell."""
        return next((status for status, told in self.stages.items() if told.label == stage.label), None)

    def status(self, value: str) -> StatusT:
        """The status of a value; raises StaleError for one that this life does not know."""
        known = next((status for status in self.stages if status == value), None)
        if known is None:
            raise StaleError
        return known

    def right_for(self, current: StatusT, wanted: StatusT) -> Permission:
        """The right that a move asks."""
        return self.exceptions.get((current, wanted), self.rights[wanted])

    def moves_of_agent(self, actor: Actor, current: StatusT) -> list[StatusT]:
        """What the actor may decide now, in the order of the screen."""
        return [status for status in self.gestures if self._is_open(actor, current, status)]

    def moves_of_person(self, actor: Actor, current: StatusT) -> list[StatusT]:
        """What the person who made the demande may do now."""
        mine = (self.answered, self.withdrawn)
        return [status for status in mine if status is not None and self._is_open(actor, current, status)]

    def path(self, current: StatusT, wanted: str) -> tuple[StatusT, ...]:
        """The moves that a gesture makes from here, in their order; raises StaleError for one that is not known."""
        every = next((one.moves for name, one in self.joined.items() if name == wanted), None) or (self.status(wanted),)
        left = (every[every.index(current) + 1 :] if current in every else every) or every[-1:]
        first, taken = left[0], self.implied
        if taken is None or first in self.steps[current] or taken not in self.steps[current]:
            return left
        return (taken, *left) if first in self.steps[taken] else left

    def is_passable(self, actor: Actor, current: StatusT, wanted: str) -> bool:
        """Whether the actor may make every move of a gesture from here."""
        steps = self.path(current, wanted)
        pairs = zip((current, *steps), steps, strict=False)
        return all(self._is_open(actor, before, after) for before, after in pairs)

    def leads_to(self, wanted: str) -> StatusT:
        """The last status of a gesture."""
        every = next((one.moves for name, one in self.joined.items() if name == wanted), None)
        return every[-1] if every else self.status(wanted)

    def gestures_of_agent(self, actor: Actor, current: StatusT) -> list[StrEnum]:
        """What the actor may do in one decision, whole sets of moves first, in the order of the screen."""
        whole = [name for name, one in self.joined.items() if self.path(current, name)[-len(one.moves) :] == one.moves]
        return [name for name in (*whole, *self.gestures) if self.is_passable(actor, current, name)]

    def called(self, wanted: str) -> str:
        """A gesture as its button says it."""
        label = next((one.label for name, one in self.joined.items() if name == wanted), None)
        return label or self.gestures[self.status(wanted)]

    def require(self, actor: Actor, current: StatusT, wanted: StatusT) -> None:
        """Refuse a move that nothing leads to (StaleError), or that the actor may not make (ForbiddenError)."""
        if wanted not in self.steps[current]:
            raise StaleError
        if not actor.can(self.right_for(current, wanted)):
            raise ForbiddenError

    def reasons_for(self, wanted: StatusT) -> dict[str, str]:
        """The coded reasons that may explain a move, in their order."""
        return {code: words for code, words in self.reasons.items() if code in self.explained.get(wanted, ())}

    def explain(self, code: str, comment: str, words: str = "") -> str:
        """The reason, as `words` say it, and the agent's own: « le total est à corriger. Message de l’agent : … »."""
        return explained("" if code == OTHER else words or self.reasons.get(code, ""), comment)

    def _is_open(self, actor: Actor, current: StatusT, wanted: StatusT) -> bool:
        return wanted in self.steps[current] and actor.can(self.right_for(current, wanted))


def explained(label: str, comment: str) -> str:
    """A reason and the agent's own words, each where it is given; without a full stop."""
    words = comment.strip().rstrip(".")
    return f"{label}. Message de l’agent : « {words} »" if label and words else label or words


SERIES: Final[Mapping[Kind, str]] = {Kind.HABILITATION: "HA", Kind.RIB: "RI", Kind.INVOICE: "EF"}


YEARS: Final = range(2025, 2050)
"""Of the portal: a number typed alone is looked for in each."""
REFERENCE: Final = re.compile(r"(?:([A-Z]{2})[\W_]*)?(?:(20[0-9]{2})[\W_]*)?([0-9]{6,7})")


def reference(kind: Kind, year: int, number: int) -> str:
    """EF-2026-000123."""
    return f"{SERIES[kind]}-{year}-{number:06d}"


def references(search: str) -> list[str]:
    """The references that a search may mean: « ef 2026 000062 », and « 000062 » of whatever series and year."""
    found = REFERENCE.fullmatch(narrow(search).upper())
    if found is None:
        return [narrow(search).upper()]
    series, year, number = found.groups()
    years = [year] if year else [str(one) for one in YEARS]
    return [f"{one}-{when}-{number}" for one in ([series] if series else SERIES.values()) for when in years]


def too_many_files(most: int) -> str:
    """Why a message that carries more is refused; `most` is a parameter."""
    files = f"{most} fichiers" if most > 1 else "un seul fichier"
    return f"Un message porte {files} au plus : envoyez les autres avec un second message."


def meanwhile(who: str, label: str, at: datetime) -> str:
    """What a colleague, or the person, did since the page was shown; ends by asking again."""
    return f"{who} a agi entre-temps : « {label} », le {moment(at)}. Relisez, puis décidez de nouveau."
