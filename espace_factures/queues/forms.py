"""Filters, order and place of a queue, as its address carries them: a reload or a shared link finds the same rows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, Final

from pydantic import Field

from espace_factures import routes
from espace_factures.app.forms import Form
from espace_factures.core.calendar import midnight_if_any
from espace_factures.core.keyset import parse_cursor
from espace_factures.core.money import francs_if_any
from espace_factures.core.typed import LONGEST_SEARCH, identifier, line, natural
from espace_factures.queues.rules import Age, Query, Sort, Tab

LONGEST_RANK: Final = 8
TICKED: Final = frozenset({"1", "on", "true", "True"})
BOXES: Final = ("alerte", "nonlu")


class ViewForm(Form):
    """« Garder cette vue »."""

    view_name: Annotated[str, Field(max_length=40)] = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address says, as text, by the names it bears there."""

    vue: str = ""
    q: str = ""
    direction: str = ""
    statut: str = ""
    age: str = ""
    min: str = ""
    max: str = ""
    du: str = ""
    au: str = ""
    suivi: str = ""
    alerte: str = ""
    nonlu: str = ""
    tri: str = ""
    place: str = ""
    rang: str = ""

    def address(self, route: str, **changes: Any) -> str:
        """The address of the queue with some changes."""
        return routes.with_query(route, **_texts(replace(self, **changes)))

    def query_string(self) -> str:
        """What a kept view remembers: everything but the place."""
        return replace(self, place="", rang="").address("").removeprefix("?")

    def query(self) -> Query:
        """The same for the repository; what makes no sense filters nothing."""
        return Query(
            tab=_member(Tab, self.vue) or Tab.WAITING,
            search=self.q,
            stage=self.statut,
            direction_id=identifier(self.direction),
            age=_member(Age, self.age) if self.age else None,
            lowest=francs_if_any(self.min),
            highest=francs_if_any(self.max),
            since=midnight_if_any(self.du),
            until=midnight_if_any(self.au, days=1),
            assignee=self.suivi,
            has_alert=bool(self.alerte),
            is_unread=bool(self.nonlu),
            sort=_member(Sort, self.tri) or self.usual_sort,
            place=parse_cursor(self.place),
        )

    def plain(self) -> "Filters":
        """The same, without an order that the tab has by itself."""
        return replace(self, tri="") if self.tri == self.usual_sort else self

    @property
    def usual_sort(self) -> Sort:
        """The oldest first where something waits, the newest first in all."""
        return Sort.NEWEST if self.vue == Tab.ALL else Sort.OLDEST

    @property
    def rank(self) -> int:
        """How many rows stand before the page, and one."""
        return natural(self.rang, LONGEST_RANK) or 1

    @property
    def active(self) -> int:
        """How many filters there are."""
        names = ("q", "direction", "statut", "age", "min", "max", "du", "au", "suivi", "alerte", "nonlu")
        return sum(bool(getattr(self, name)) for name in names)


def read_filters(values: Mapping[str, object]) -> Filters:
    """The filters of an address's query, bounded."""
    given = {name: line(str(values.get(name) or ""))[:LONGEST_SEARCH] for name in NAMES}
    return Filters(**given | {box: "1" if given[box] in TICKED else "" for box in BOXES})


NAMES: Final = tuple(field.name for field in fields(Filters))


def _texts(filters: Filters) -> dict[str, str]:
    return {name: getattr(filters, name) for name in NAMES}


def _member(kind: Any, text: str) -> Any:
    return next((one for one in kind if one == text), None)
