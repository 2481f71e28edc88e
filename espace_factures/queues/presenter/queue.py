"""A queue ready to read, in French."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date, short_date
from espace_factures.core.choice import Choice
from espace_factures.core.keyset import Cursor
from espace_factures.core.money import francs
from espace_factures.core.words import NBSP, counted, grouped
from espace_factures.demandes.rules import Kind, Tone, Turn
from espace_factures.demandes.service import kinds
from espace_factures.queues.forms import Filters
from espace_factures.queues.models import QueueView
from espace_factures.queues.repository.filters import Scope
from espace_factures.queues.repository.slices import Row, Tally
from espace_factures.queues.rules import (
    FREE,
    MOST_AT_ONCE,
    MOST_COUNTED,
    MOST_READ,
    MYSELF,
    PAGE_SIZE,
    SOON,
    TABS,
    Query,
    Sort,
    Tab,
    age_days,
)
from espace_factures.queues.service.listing import Listing
from espace_factures.queues.service.walking import Walk

ALONE: Final = {Tab.SUSPENDED: "suspendue", Tab.READY: "prête à attester"}
"""What a part of the queue calls the only one that it holds."""
OTHER_WAY: Final = {
    Sort.OLDEST: Sort.NEWEST,
    Sort.NEWEST: Sort.OLDEST,
    Sort.LARGEST: Sort.SMALLEST,
    Sort.SMALLEST: Sort.LARGEST,
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A line of the queue."""

    reference: str
    version: int
    stage: str
    href: str
    name: str
    beside: str
    direction: str
    status: str
    level: str
    tone: str
    age: str
    used: int
    limit: int
    left: str
    age_tone: str
    amount: str
    francs: int
    alert: str
    alert_tone: str
    glance: str
    is_unread: bool
    initials: str
    assignee: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class TabRow:
    """A part of the queue, and what it holds."""

    label: str
    count: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view that the agent kept."""

    id: int
    name: str
    href: str


def queue_rows(listing: Listing, filters: Filters, actor: Actor) -> list[QueueRow]:
    """The lines of the page."""
    return [queue_row(row, listing.scope, filters, actor, listing.glances.get(row.id, "")) for row in listing.rows]


def queue_row(row: Row, scope: Scope, filters: Filters, actor: Actor, glance: str = "") -> QueueRow:
    """One line; it leads to the item, which knows from which filters one comes."""
    declared = kinds.of(scope.kind)
    stage = declared.life.stages[declared.life.status(row.stage)]
    name, beside = _names(scope.kind, row)
    age, used, left, tone = _age(row, scope)
    return QueueRow(
        reference=row.reference,
        version=row.version,
        stage=row.stage,
        href=sheet_address(filters, scope.kind, row.reference),
        name=name,
        beside=beside,
        direction=row.direction or "",
        status=stage.label,
        level=str(stage.level),
        tone=stage.tone,
        age=age,
        used=min(used, scope.period.days),
        limit=scope.period.days,
        left=left,
        age_tone=tone,
        amount=francs(row.amount) if row.amount is not None else "",
        francs=row.amount or 0,
        alert=row.alert if row.turn is not Turn.NOBODY else "",
        alert_tone=row.alert_tone,
        glance=glance,
        is_unread=row.is_unread,
        initials=initials(row.assignee),
        assignee=row.assignee,
        is_mine=row.assignee_id == actor.account_id,
    )


def _names(kind: Kind, row: Row) -> tuple[str, str]:
    """What the row is about, and who is beside it."""
    if kind is Kind.INVOICE:
        return row.label, row.place or ""
    if kind is Kind.RIB:
        return row.place or row.reference, row.label
    return row.place or row.label or row.reference, row.person


def _age(row: Row, scope: Scope) -> tuple[str, int, str, str]:
    """« J+39 », the days used, what is left of the delay, and how it is drawn."""
    if row.turn is Turn.NOBODY:
        return short_date(noumea_date(row.updated_at)), 0, "", Tone.NEUTRAL
    days, limit = age_days(row.clock_from, row.clock_stopped_at, scope.now), scope.period.days
    if days > limit:
        return f"J+{days}", days, f"+{days - limit}{NBSP}j", Tone.REFUSED
    if row.clock_stopped_at is not None:
        return f"J+{days}", days, "arrêté", Tone.NEUTRAL
    if days > limit - min(SOON.days, limit // 2):
        return f"J+{days}", days, f"reste{NBSP}{limit - days}{NBSP}j", Tone.WAITING
    return f"J+{days}", days, "", Tone.NEUTRAL


def initials(name: str) -> str:
    """« SL » of Sandrine Lepeu."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def tab_rows(listing: Listing, filters: Filters) -> list[TabRow]:
    """The parts of the queue; a tab keeps no filter of another."""
    page = kinds.of(listing.scope.kind).queue_page
    return [
        TabRow(label, count_words(listing.tabs[tab]), Filters(vue=tab).address(page), (filters.vue or "") == tab)
        for tab, label in TABS.items()
        if tab in listing.tabs
    ]


def count_words(tally: Tally) -> str:
    """« 1 204 », or « 2 000+ » past what is counted."""
    return f"{grouped(MOST_COUNTED)}+" if tally.is_cut else grouped(tally.count)


def lead_words(listing: Listing, query: Query) -> tuple[str, str, str]:
    """« 47 à traiter », « 4 hors délai », « 11 632 400 F »; the last two only when they say something."""
    found = listing.found
    what = ALONE[query.tab] if found.count == 1 and query.tab in ALONE else TABS[query.tab].lower()
    count = count_words(found)
    if not replace(query, tab=Tab.WAITING).is_plain:
        words = f"{count} sur {count_words(listing.tabs[query.tab])} {what}"
    elif query.tab is Tab.ALL:
        words = f"{count} en tout"
    elif query.tab is Tab.MINE:
        words = f"{count} à vous"
    else:
        words = f"{count} {what}"
    is_open = query.tab is not Tab.ALL
    late = f"{grouped(found.late)} hors délai" if is_open and found.late and not found.is_cut else ""
    return words, late, francs(found.amount) if found.amount and not found.is_cut and is_open else ""


def order_addresses(filters: Filters, kind: Kind) -> tuple[str, str]:
    """Where the headings of the age and of the amount lead: that order, or the other way round when it is shown."""
    page, shown = kinds.of(kind).queue_page, filters.query().sort
    by_age = OTHER_WAY[shown] if shown in {Sort.OLDEST, Sort.NEWEST} else filters.usual_sort
    by_amount = OTHER_WAY[shown] if shown in {Sort.LARGEST, Sort.SMALLEST} else Sort.LARGEST
    return tuple(replace(filters, tri=sort, place="", rang="").plain().address(page) for sort in (by_age, by_amount))  # type: ignore[return-value]


def neighbours(listing: Listing, filters: Filters) -> tuple[str, str]:
    """The addresses of the previous and of the next page; empty when there is none."""
    rows, page = listing.rows, kinds.of(listing.scope.kind).queue_page
    if not rows:
        return "", ""
    sort = filters.query().sort
    before = filters.address(page, place=str(_place(rows[0], sort, is_before=True)), rang=_rank(filters, -PAGE_SIZE))
    after = filters.address(page, place=str(_place(rows[-1], sort)), rang=_rank(filters, PAGE_SIZE))
    return before if listing.has_previous else "", after if listing.has_next else ""


def position_words(listing: Listing, filters: Filters) -> str:
    """« 1 à 47 sur 47 »."""
    if not listing.rows:
        return ""
    last = filters.rank + len(listing.rows) - 1
    return f"{filters.rank} à {last} sur {count_words(listing.found)}"


def bound_words(listing: Listing, query: Query) -> str:
    """What a filter of « Toutes » does not reach, when it does not reach all."""
    if query.is_plain or query.tab is not Tab.ALL or not listing.tabs[Tab.ALL].is_cut:
        return ""
    rows = counted(MOST_READ, "ligne")
    return f"Cherché parmi les {rows} les plus récentes de chaque file ; un début de numéro se trouve partout."


def view_rows(views: Iterable[QueueView], kind: Kind) -> list[ViewRow]:
    """« Mes vues »."""
    page = kinds.of(kind).queue_page
    return [ViewRow(view.id, view.name, f"{page}?{view.query}" if view.query else page) for view in views]


def direction_choices(listing: Listing) -> list[Choice]:
    """The directions of the agent; none to choose from where there is one."""
    every = [Choice(str(one.id), one.name) for one in listing.directions]
    return [Choice("", "Direction"), *every] if len(every) > 1 else []


def stage_choices(kind: Kind) -> list[Choice]:
    """The statuses of the kind."""
    stages = kinds.of(kind).life.stages
    return [Choice("", "Statut"), *(Choice(str(status), stage.label) for status, stage in stages.items())]


def follower_choices(listing: Listing, actor: Actor) -> list[Choice]:
    """Whom the rows may be narrowed to."""
    others = [Choice(str(one.id), one.full_name) for one in listing.colleagues if one.id != actor.account_id]
    return [Choice("", "Suivi par"), Choice(MYSELF, "Moi"), Choice(FREE, "Personne"), *others]


def receiver_choices(listing: Listing) -> list[Choice]:
    """Whom a row may be given to."""
    return [Choice("", "Attribuer à…"), *(Choice(str(one.id), one.full_name) for one in listing.colleagues)]


def _place(row: Row, sort: Sort, *, is_before: bool = False) -> Cursor:
    value: datetime | int = row.clock_from if sort in {Sort.OLDEST, Sort.NEWEST} else row.amount or 0
    return Cursor(value.isoformat() if isinstance(value, datetime) else str(value), row.id, is_before)


def _rank(filters: Filters, step: int) -> str:
    return str(max(filters.rank + step, 1))


def sheet_address(filters: Filters, kind: Kind, reference: str) -> str:
    """The item of a queue, which knows from which filters one comes."""
    return routes.with_query(kinds.of(kind).agent_page, ref=reference, file="1") + _kept(filters)


def walk_words(walk: Walk) -> str:
    """« 12 sur 47 »; of an item that left the list, how many are left."""
    if not walk.total:
        return "La file est vide."
    total = f"{walk.total}+" if walk.total >= MOST_AT_ONCE else str(walk.total)
    return f"{walk.position} sur {total}" if walk.position else f"reste {total}"


def _kept(filters: Filters) -> str:
    kept = filters.query_string()
    return f"&{kept}" if kept else ""
