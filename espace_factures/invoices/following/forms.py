"""Filters, sort and place of a list, as its address carries them: a reload or a shared link finds the same rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from espace_factures import routes
from espace_factures.app.forms import Form, Identifier
from espace_factures.core.calendar import midnight_if_any
from espace_factures.core.keyset import parse_cursor
from espace_factures.core.money import francs_if_any
from espace_factures.core.typed import LONGEST_SEARCH, identifier, line, natural
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.following.repository.filters import SORTS
from espace_factures.invoices.following.repository.slices import Slice, cursor_at
from espace_factures.invoices.following.rules import PAGE_SIZE, PARTS, Query
from espace_factures.invoices.rules import Status

PERIODS: Final = {"3-mois": 92, "12-mois": 366, "30-jours": 31}
CHOSEN_DAYS: Final = "dates"
"""The period whose first and last days are chosen."""
LONGEST_RANK: Final = 8


class RibForm(Form):
    """« Choisir le RIB »."""

    rib: Identifier = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address says, as text, by the names it bears there."""

    q: str = ""
    statut: str = ""
    etablissement: str = ""
    direction: str = ""
    periode: str = ""
    du: str = ""
    au: str = ""
    min: str = ""
    max: str = ""
    tri: str = "recentes"
    place: str = ""
    rang: int = 1

    def address(self, route: str, **changes: Any) -> str:
        """The address of this list with some changes."""
        values = replace(self, **changes)
        named = {name: str(getattr(values, name)) for name in NAMES}
        usual = {"tri": "recentes", "rang": "1"}
        return routes.with_query(
            route, **{name: "" if usual.get(name) == text else text for name, text in named.items()}
        )

    def query(self, now: datetime) -> Query:
        """The same for the repository; what makes no sense filters nothing."""
        days = PERIODS.get(self.periode)
        return Query(
            search=self.q,
            statuses=_statuses(self.statut),
            establishment_id=identifier(self.etablissement),
            direction_id=identifier(self.direction),
            since=now - timedelta(days=days) if days else midnight_if_any(self.du),
            until=midnight_if_any(self.au, days=1),
            lowest=francs_if_any(self.min),
            highest=francs_if_any(self.max),
            sort=self.tri,
            cursor=parse_cursor(self.place) if self.place else None,
        )

    @property
    def typed(self) -> tuple[str, ...]:
        """What is written in fields, rather than chosen."""
        return (self.q, self.du, self.au, self.min, self.max)

    @property
    def folded(self) -> int:
        """How many filters stand behind « Filtrer » on a phone."""
        dates = self.du or self.au or self.periode in PERIODS
        return sum(map(bool, (self.etablissement, self.direction, dates, self.min or self.max)))


def read_filters(values: Mapping[str, object]) -> Filters:
    """The filters of an address's query, bounded; a period that is named puts chosen days aside."""
    sort = str(values.get("tri", "recentes"))
    text = {name: line(str(values.get(name) or ""))[:LONGEST_SEARCH] for name in TEXTS}
    if text["periode"] in PERIODS:
        text |= {"du": "", "au": ""}
    return Filters(
        **text,
        tri=sort if sort in SORTS else "recentes",
        rang=natural(str(values.get("rang", "")), LONGEST_RANK) or 1,
    )


NAMES: Final = tuple(field.name for field in fields(Filters))
TEXTS: Final = tuple(name for name in NAMES if name not in {"tri", "rang"})


def query_of(address: str) -> dict[str, str]:
    """The query of an address, as a mapping."""
    return dict(parse_qsl(urlsplit(address).query))


def neighbours(filters: Filters, found: Slice, route: str) -> tuple[str, str]:
    """The addresses of the previous and of the next page; empty when there is none."""
    if not found.rows:
        return ("", "")
    before = cursor_at(found.rows[0], filters.tri, is_before=True)
    after = cursor_at(found.rows[-1], filters.tri)
    rank_before = max(filters.rang - PAGE_SIZE, 1)
    previous = filters.address(route, place=str(before), rang=rank_before) if found.has_previous else ""
    following = filters.address(route, place=str(after), rang=filters.rang + PAGE_SIZE) if found.has_next else ""
    return previous, following


def position_words(filters: Filters, found: Slice, counted: int | None) -> str:
    """« 26 à 50 sur 128 »."""
    if not found.rows:
        return ""
    last = filters.rang + len(found.rows) - 1
    span = f"{filters.rang} à {last}"
    return f"{span} sur {max(counted, last)}" if counted is not None else span


def _statuses(text: str) -> tuple[Status, ...]:
    if not text:
        return ()
    if text in PARTS:
        wanted: Collection[str] = PARTS[text][1]
    else:
        wanted = invoices_rules.AWAITING_PAYMENT if text == "en-attente-de-paiement" else {text}
    return tuple(status for status in Status if status in wanted)
