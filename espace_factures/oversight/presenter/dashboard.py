"""What waits for an agent, and the figures at the head of the dashboard, in French."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from espace_factures.core.calendar import moment, noumea_date
from espace_factures.core.choice import Choice
from espace_factures.core.words import NBSP, counted, grouped, joined
from espace_factures.invoices.expecting.rules import FEWEST
from espace_factures.oversight.presenter.plots import EVERYWHERE
from espace_factures.oversight.repository.figures import Month
from espace_factures.oversight.rules.figures import Counted, Step, month_before, month_of, share
from espace_factures.oversight.service.dashboard import Figures, Queue, Work
from espace_factures.queues.repository.slices import Tally
from espace_factures.queues.rules import MOST_COUNTED, age_days

DAY_SECONDS: Final = 86_400
QUARTER: Final = 2
"""How many months before the present one the head of the dashboard looks at."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure, what it is, and on what it rests."""

    label: str = ""
    value: str = ""
    basis: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class QueueCard:
    """A queue and what waits in it."""

    title: str
    words: str
    under: str
    href: str
    label: str


def work_figures(work: Work) -> list[FigureRow]:
    """What waits, what is late, the oldest, what was done; nothing for whoever has no queue."""
    if not work.queues:
        return []
    late = sum(queue.waiting.late for queue in work.queues)
    oldest = min(
        (queue for queue in work.queues if queue.oldest), key=lambda queue: queue.oldest or work.now, default=None
    )
    age = age_days(oldest.oldest, None, work.now) if oldest and oldest.oldest else None
    return [
        FigureRow("À traiter", _total(queue.waiting for queue in work.queues), _mine(work)),
        FigureRow(
            "Hors délai", grouped(late), "à traiter d’abord" if late else "rien ne dépasse son délai", bool(late)
        ),
        FigureRow(
            "La plus ancienne",
            "–" if age is None else f"J+{age}",
            oldest.title if oldest else "rien n’attend",
        ),
        FigureRow("Décidées par vous", grouped(work.done), "depuis lundi"),
    ]


def queue_cards(work: Work) -> list[QueueCard]:
    """A card for each queue."""
    return [_card(queue, work) for queue in work.queues]


def province_figures(found: Figures) -> list[FigureRow]:
    """The share that nothing stopped, and how long it takes to be ready to pay, then paid."""
    since = month_before(month_of(noumea_date(found.now)), QUARTER)
    kept = [row for row in found.months if row.month >= since]
    cleared, untouched = _sum(kept, Counted.CLEARED), _sum(kept, Counted.UNTOUCHED)
    return [_untouched(cleared, untouched), _ready(kept, cleared), _paid(found)]


def counted_until(found: Figures) -> str:
    """How far the figures go."""
    if found.until is None:
        return "Les chiffres se comptent toutes les dix minutes : les premiers arrivent."
    return f"Compté jusqu’au {moment(found.until)}, toutes les dix minutes."


def direction_choices(found: Figures) -> list[Choice]:
    """Whose figures one may look at."""
    return [
        Choice("", EVERYWHERE),
        *(Choice(str(one.id), one.name) for one in sorted(found.directions, key=lambda one: one.name)),
    ]


def whose(found: Figures) -> str:
    """The direction that is looked at."""
    return next((one.name for one in found.directions if one.id == found.direction_id), EVERYWHERE)


def _card(queue: Queue, work: Work) -> QueueCard:
    label = queue.title if queue.title.isupper() else queue.title.lower()
    waiting = queue.waiting
    late = f"{grouped(waiting.late)} hors délai" if waiting.late else ""
    oldest = (
        f"la plus ancienne attend depuis {counted(age_days(queue.oldest, None, work.now), 'jour')}"
        if queue.oldest
        else ""
    )
    mine = f"{counted(queue.mine.count, 'vous est confiée', 'vous sont confiées')}" if queue.mine.count else ""
    words = joined(" · ", f"{_tally(waiting)} à traiter", late) if waiting.count else "Rien n’attend."
    under = joined(" · ", oldest, mine, _unread(queue.unread))
    return QueueCard(queue.title, words, under, queue.page, f"Ouvrir les {label}")


def _unread(tally: Tally) -> str:
    return f"{_tally(tally)} {'réponse non lue' if tally.count == 1 else 'réponses non lues'}" if tally.count else ""


def _total(tallies: Iterable[Tally]) -> str:
    kept = list(tallies)
    return (
        f"{grouped(sum(min(one.count, MOST_COUNTED) for one in kept))}{'+' if any(one.is_cut for one in kept) else ''}"
    )


def _tally(tally: Tally) -> str:
    return f"{grouped(MOST_COUNTED)}+" if tally.is_cut else grouped(tally.count)


def _mine(work: Work) -> str:
    mine = sum(queue.mine.count for queue in work.queues)
    return f"dont {grouped(mine)} à vous" if mine else "aucune ne vous est confiée"


def _untouched(cleared: int, untouched: int) -> FigureRow:
    label = "Liquidées sans reprise"
    if cleared < FEWEST:
        return FigureRow(
            label, "–", f"{counted(cleared, 'facture liquidée', 'factures liquidées')} en trois mois : trop peu"
        )
    return FigureRow(
        label,
        f"{share(untouched, cleared)}{NBSP}%",
        f"{grouped(untouched)} sur {grouped(cleared)}, par lots de « Prêtes à attester »",
    )


def _ready(kept: list[Month], cleared: int) -> FigureRow:
    label = "Du dépôt à prête à payer"
    if cleared < FEWEST:
        return FigureRow(label, "–", "en moyenne, dès vingt factures liquidées")
    seconds = sum(row.seconds for row in kept if row.counted is Counted.CLEARED)
    days = f"{seconds / cleared / DAY_SECONDS:.1f}".replace(".", ",")
    return FigureRow(label, f"{days}{NBSP}j", f"en moyenne, {grouped(cleared)} factures depuis trois mois")


def _paid(found: Figures) -> FigureRow:
    label = "Du dépôt au paiement"
    rows = (row for row in found.delays if row.step is Step.WHOLE and row.direction_id == found.direction_id)
    row = next(rows, None)
    if row is None or row.invoices < FEWEST:
        return FigureRow(label, "–", "la moitié des factures, dès vingt payées en 90 jours")
    return FigureRow(
        label,
        f"{row.median_days}{NBSP}j",
        f"la moitié en moins, 8 sur 10 en {counted(row.most_days, 'jour')} ; suspensions à part",
    )


def _sum(rows: Iterable[Month], wanted: Counted) -> int:
    return sum(row.invoices for row in rows if row.counted is wanted)
