"""The kinds of demandes: each feature declares its own, the catalogue registers them once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement

from espace_factures import routes
from espace_factures.app.reading import Reading, ReadSession
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Inside
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind, Life, Turn
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRight


class Item(Protocol):
    """The row of a feature that a demande is about."""

    status: Any


ItemT = TypeVar("ItemT", bound=Item)


@dataclass(frozen=True, slots=True)
class Case(Generic[ItemT]):
    """A demande and what it is about."""

    demande: Demande
    item: ItemT


@dataclass(frozen=True, slots=True)
class Move:
    """One change of status: where it leads, who signs it, why, and the form of the decision behind it."""

    wanted: StrEnum
    author: str
    reason: str = ""
    comment: str = ""
    why: str = ""
    """The reason as it is worded."""
    form: Decision | None = None


class Find(Protocol):
    """How a kind finds its row and its demande, whatever comes with them; locked until the commit when asked to."""

    def __call__(
        self, session: ReadSession, actor: Actor, reference: str, *, lock: bool = False
    ) -> tuple[Any, Demande, *tuple[Any, ...]] | None:
        """What the actor may read at a reference."""
        ...


class Ready(Protocol):
    """Which rows of a queue may be decided at one look now; `table` is the demandes, as the queue asks them."""

    def __call__(self, table: Any, now: datetime) -> ColumnElement[bool]:
        """The condition."""
        ...


class Bar(Protocol):
    """Why a move that the life allows is closed now; what it rests on is locked until the commit when asked to."""

    def __call__(
        self, uow: Reading, ports: Inside, actor: Actor, case: Case[Any], wanted: Any, *, lock: bool = False
    ) -> DomainError | None:
        """The refusal, or nothing; a StaleError is a move that is not even spoken of."""
        ...


def is_author(_uow: Reading, actor: Actor, case: Case[Any]) -> bool:
    """Whether the actor made the demande."""
    return case.demande.account_id == actor.account_id


def _open(
    _uow: Reading, _ports: Inside, _actor: Actor, _case: Case[Any], _wanted: Any, *, lock: bool = False
) -> DomainError | None:
    del lock


def _never(_uow: Reading, _ports: Inside, _actor: Actor, _case: Case[Any]) -> DomainError | None:
    """Nothing is against it."""


def _nothing(_uow: Reading, _demande_ids: Sequence[int]) -> Mapping[int, str]:
    return {}


def _nobody(_uow: UnitOfWork, _ports: Inside, _demandes: Sequence[Demande], _move: Move) -> None:
    """Nobody is told."""


def holding(right: MemberRight) -> Callable[[Reading, Actor, Case[Any]], bool]:
    """Whether the actor has a right on the établissement of the demande."""

    def holds(uow: Reading, actor: Actor, case: Case[Any]) -> bool:
        place_id = case.demande.establishment_id or 0
        return establishments_repository.find(uow.session, place_id, actor.account_id, right) is not None

    return holds


def signed(author: str) -> Callable[[Reading, Case[Any], StrEnum], str]:
    """The same author of every move."""
    return lambda _uow, _case, _wanted: author


def saying(words: Mapping[Any, str]) -> Callable[[Reading, Case[Any], StrEnum], str]:
    """What the agent is told of a decision, by where it led."""
    return lambda _uow, _case, wanted: words.get(wanted, "Décision enregistrée.")


def _one_desk(_uow: Reading, _actor: Actor) -> Sequence[int]:
    return (0,)


def _few_days(_uow: Reading, _now: datetime) -> timedelta:
    """The Province sets no period there: this only orders the eye."""
    return timedelta(days=5)


@dataclass(frozen=True, slots=True)
class CaseKind:
    """What one kind of demande says of itself; the engine (`deciding`) does the rest."""

    kind: Kind
    life: Life[Any]
    right: Permission
    """What opens the queue and the screen of the agents."""
    title: str
    """The queue, on the board."""
    page: str
    """Where the person follows it, and, with the next two, where agents instruct it and what awaits them."""
    agent_page: str
    queue_page: str
    onward: tuple[str, str]
    """What « Demandes » offers to open: the words, and an address (empty: the person's page)."""
    lost: str
    """Said of one that does not exist, or may not be seen."""
    own: str
    """Said to an agent who may not decide on it, because it is theirs."""
    form: type[Decision]
    """The fields of a decision."""
    find: Find
    is_own: Callable[[Reading, Inside, Actor, Case[Any]], bool]
    """Whether the actor, as an agent, is too near to decide on it."""
    follows: Callable[[Reading, Actor, Case[Any]], bool]
    """Whether the actor reads it as its person."""
    acts: Callable[[Reading, Actor, Case[Any]], bool]
    """Whether the actor answers it, or takes it back."""
    author: Callable[[Reading, Case[Any], StrEnum], str]
    apply: Callable[[UnitOfWork, Inside, Actor, Case[Any], Move], None]
    """What a move brings besides the status, whoever makes it."""
    tell: Callable[[UnitOfWork, Inside, Case[Any], Move], None]
    """Who is told of an agent's decision."""
    tell_message: Callable[[UnitOfWork, Inside, Demande], None]
    """Who is told that an agent wrote."""
    panel: Callable[[Reading, Inside, Actor, Case[Any], bool], Any]
    """What a screen shows besides the thread; the last argument says whether it is an agent's."""
    acting: Mapping[Turn, Permission]
    """Whose turn a queue shows, by the right of who looks; the first one they hold."""
    freeing: frozenset[StrEnum] = frozenset()
    """The moves after which somebody else has to go on: nobody follows it yet."""
    desks: Callable[[Reading, Actor], Sequence[int]] = _one_desk
    """The directions whose demandes the agent instructs; 0 for a kind that has none."""
    period: Callable[[Reading, datetime], timedelta] = _few_days
    """The delay of what waits."""
    bar: Bar = _open
    memory: Callable[[Any], dict[str, Any]] | None = None
    """What a decision changes of the row, to be put back when it is taken back; none where nothing ever is."""
    lasting: frozenset[StrEnum] = frozenset()
    """The moves that are never taken back."""
    restore: Callable[[UnitOfWork, Case[Any], Mapping[str, Any]], None] = lambda _uow, _case, _before: None
    recorded: Callable[[Reading, Case[Any], StrEnum], str] = field(default_factory=lambda: saying({}))
    """What the agent is told of a decision that was made."""
    tell_many: Callable[[UnitOfWork, Inside, Sequence[Demande], Move], None] = _nobody
    """Who is told, once for all, of one decision on many demandes of a company."""
    ready: Ready | None = None
    """What may be decided at one look, for a kind that gathers it."""
    unready: Callable[[Reading, Inside, Actor, Case[Any]], DomainError | None] = _never
    """Why a demande may not be decided so, or nothing; asked again as each line is decided."""
    glances: Callable[[Reading, Sequence[int]], Mapping[int, str]] = _nothing
    """What the one look shows of these demandes, each in a line."""
    asks: Mapping[StrEnum, tuple[str, str]] = field(default_factory=dict)
    """What a move asks besides a reason: the name of its field, and what is meant without an answer, if anything."""

    def turn_of(self, actor: Actor) -> Turn:
        """Whose turn the actor acts in."""
        return next((turn for turn, right in self.acting.items() if actor.can(right)), Turn.AGENT)


_kinds: dict[Kind, CaseKind] = {}


def register(*declared: CaseKind) -> None:
    """Make every kind known, once; raises ValueError when one is missing or declared twice."""
    found = {kind.kind: kind for kind in declared}
    if set(found) != set(Kind) or len(found) != len(declared):
        raise ValueError(f"every kind of demande is declared once: {sorted(kind.kind for kind in declared)}")
    _kinds.update(found)


def of(kind: str) -> CaseKind:
    """The kind of a name."""
    return _kinds[Kind(kind)]


def page_of(kind: str, reference: str) -> str:
    """The address where the person follows the demande."""
    return routes.with_query(of(kind).page, ref=reference)


def agent_page_of(kind: str, reference: str) -> str:
    """The address where an agent instructs it."""
    return routes.with_query(of(kind).agent_page, ref=reference)


def every() -> list[CaseKind]:
    """All of them, in the order of `Kind`."""
    return [_kinds[kind] for kind in Kind]
