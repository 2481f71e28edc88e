"""What may be done of the ticked rows, and what became of a batch, in French."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.core.calendar import moment
from espace_factures.core.money import francs
from espace_factures.core.words import counted, grouped, joined
from espace_factures.demandes.rules import Kind, Tone
from espace_factures.demandes.service import kinds
from espace_factures.queues.forms import Filters
from espace_factures.queues.models import Batch
from espace_factures.queues.repository.batches import Line
from espace_factures.queues.rules import LINES_SHOWN, Outcome
from espace_factures.queues.service.reporting import Report

LETTERS: Final = {"reason": "s", "direction": "o"}
OUTCOMES: Final[Mapping[Outcome, tuple[str, Tone]]] = {
    Outcome.WAITING: ("En attente", Tone.NEUTRAL),
    Outcome.DONE: ("Faite", Tone.DONE),
    Outcome.REFUSED: ("Refusée", Tone.REFUSED),
}


@dataclass(frozen=True, slots=True)
class Ticked:
    """A row that was ticked, as it was shown."""

    version: int
    stage: str
    amount: int
    alert: str


@dataclass(frozen=True, slots=True)
class GestureRow:
    """What may be done of the ticked rows; `asks` is what it asks first, `count` of how many, when not of all."""

    value: str
    label: str
    count: str
    asks: str
    letter: str = ""
    is_expected: bool = False
    is_rare: bool = False
    """Folded on a desk too: it asks nothing, and another is expected."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a report."""

    label: str
    href: str
    place: str
    amount: str
    status: str
    outcome: str
    tone: str
    why: str


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Another batch of the agent."""

    title: str
    href: str
    told: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch as its report shows it."""

    number: int = 0
    title: str = ""
    lead: str = ""
    gone: int = 0
    total: int = 1
    is_under_way: bool = False
    announce: str = ""
    queue: str = ""
    position: str = ""
    previous: str = ""
    following: str = ""


def gesture_rows(kind: Kind, actor: Actor, ticked: Iterable[Ticked]) -> list[GestureRow]:
    """What the actor may do of at least one of the ticked rows; what the most rows wait for comes first."""
    declared = kinds.of(kind)
    stages = Counter(row.stage for row in ticked)
    of_how_many: dict[str, int] = {
        gesture: sum(
            count
            for stage, count in stages.items()
            if declared.life.is_passable(actor, declared.life.status(stage), gesture)
        )
        for gesture in declared.life.batched
    }
    total = stages.total()
    every = [
        GestureRow(str(gesture), label, f"{count} sur {total}" if count < total else "", asks)
        for gesture, count in of_how_many.items()
        if count
        for label, asks in _ways(kind, gesture)
    ]
    ordered = sorted(every, key=lambda row: (bool(row.asks), -of_how_many[row.value]))
    return [_placed(row, is_first=rank == 0) for rank, row in enumerate(ordered)]


def _placed(row: GestureRow, *, is_first: bool) -> GestureRow:
    """The first that asks nothing is the expected one."""
    if is_first and not row.asks:
        return replace(row, letter="a", is_expected=True)
    return replace(row, letter=LETTERS.get(row.asks, ""), is_rare=not row.asks)


def _ways(kind: Kind, gesture: str) -> list[tuple[str, str]]:
    """A gesture with what it asks; twice where an answer may be left out: « Déclarer payée aujourd’hui »."""
    declared = kinds.of(kind)
    last, label = declared.life.leads_to(gesture), declared.life.called(gesture)
    if last in declared.life.explained:
        return [(label, "reason")]
    asks, usual = declared.asks.get(last, ("", ""))
    return [*([(f"{label} {usual}", "")] if usual else []), (f"{label}…" if usual else label, asks)]


def ticked_words(ticked: Iterable[Ticked]) -> tuple[str, str]:
    """« 6 sélectionnées · 1 284 900 F », and what stands out among them."""
    rows = list(ticked)
    if not rows:
        return "", ""
    amount, alerts = sum(row.amount for row in rows), sum(bool(row.alert) for row in rows)
    selected = counted(len(rows), "sélectionnée")
    return joined(" · ", selected, francs(amount) if amount else ""), counted(alerts, "alerte") if alerts else ""


def batch_view(found: Report, filters: Filters) -> BatchView:
    """The head of a report; it leads back to the queue under the filters that one came from."""
    batch = found.batch
    if batch is None:
        return BatchView(title="Lots", lead="Aucun lot pour l’instant.")
    counts, total = found.counts[batch.id], found.total
    gone = total - counts.get(Outcome.WAITING, 0)
    is_under_way = batch.ended_at is None
    lead = _told(counts) if not is_under_way else f"{gone} sur {counted(total, 'ligne')}"
    return BatchView(
        number=batch.id,
        title=title_of(batch),
        lead=lead,
        gone=gone,
        total=total,
        is_under_way=is_under_way,
        announce=f"Lot {batch.id} : {'en cours, ' if is_under_way else 'terminé, '}{lead}.",
        queue=filters.address(kinds.of(batch.kind).queue_page),
        position=_position(found),
        previous=report_address(batch.id, filters, found.page - 1) if found.page > 1 else "",
        following=report_address(batch.id, filters, found.page + 1) if found.page * LINES_SHOWN < total else "",
    )


def title_of(batch: Batch) -> str:
    """« Lot 12 : attester et liquider »."""
    return f"Lot {batch.id} : {kinds.of(batch.kind).life.called(batch.gesture).lower()}"


def report_address(number: int, filters: Filters, page: int = 1) -> str:
    """A report, which knows from which filters one comes."""
    kept = filters.query_string()
    here = routes.with_query(routes.ADMIN_BATCHES, lot=str(number), page=str(page) if page > 1 else "")
    return f"{here}&{kept}" if kept else here


def line_rows(found: Report) -> list[LineRow]:
    """The lines of the page."""
    if found.batch is None:
        return []
    kind = Kind(found.batch.kind)
    return [_line_row(kind, line, can_open=line.reference in found.opened) for line in found.lines]


def batch_rows(found: Report) -> list[BatchRow]:
    """The other batches of the agent."""
    return [
        BatchRow(
            title_of(one),
            report_address(one.id, Filters()),
            f"{moment(one.created_at)} · {_told(found.counts[one.id])}",
        )
        for one in found.others
    ]


def _line_row(kind: Kind, line: Line, *, can_open: bool) -> LineRow:
    outcome, tone = OUTCOMES[line.item.outcome]
    return LineRow(
        label=line.label,
        href=kinds.agent_page_of(kind, line.reference) if can_open else "",
        place=line.place or "",
        amount=francs(line.amount) if line.amount is not None else "",
        status=line.status,
        outcome=outcome,
        tone=tone,
        why=line.item.sentence,
    )


def _told(counts: Mapping[Outcome, int]) -> str:
    """« 9 faites · 1 refusée »."""
    done, refused, waiting = (counts.get(one, 0) for one in (Outcome.DONE, Outcome.REFUSED, Outcome.WAITING))
    return joined(
        " · ",
        counted(done, "faite"),
        counted(refused, "refusée") if refused else "",
        f"{grouped(waiting)} en attente" if waiting else "",
    )


def _position(found: Report) -> str:
    first = (found.page - 1) * LINES_SHOWN + 1
    return f"{first} à {first + len(found.lines) - 1} sur {found.total}" if found.lines else ""
