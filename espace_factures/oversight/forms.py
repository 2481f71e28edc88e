"""What the log is asked, as the address carries it: a reload or a shared link finds the same lines."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, time, timedelta
from typing import Final

from espace_factures import routes
from espace_factures.core.calendar import NOUMEA, parse_date
from espace_factures.core.typed import LONGEST_SEARCH, identifier, line
from espace_factures.oversight.rules.journal import Place, Search, actions_of

SIDES: Final = {"apres": False, "avant": True}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address says, as text, by the names it bears there."""

    qui: str = ""
    quoi: str = ""
    objet: str = ""
    du: str = ""
    au: str = ""
    place: str = ""

    def address(self, route: str, **changes: str) -> str:
        """An address with these filters and some changes."""
        changed = replace(self, **changes)
        return routes.with_query(route, **{name: getattr(changed, name) for name in NAMES})

    def search(self) -> Search:
        """The same for the repository; what makes no sense narrows nothing."""
        return Search(
            person=self.qui,
            reference=self.objet,
            actions=actions_of(self.quoi) if self.quoi else (),
            since=_midnight(self.du),
            until=_midnight(self.au, days=1),
            place=_place(self.place),
        )

    @property
    def active(self) -> int:
        """How many filters there are."""
        return sum(bool(getattr(self, name)) for name in NAMES if name != "place")


NAMES: Final = tuple(field.name for field in fields(Filters))


def read_filters(values: Mapping[str, object]) -> Filters:
    """The filters of an address's query, bounded."""
    return Filters(**{name: line(str(values.get(name) or ""))[:LONGEST_SEARCH] for name in NAMES})


def _midnight(text: str, days: int = 0) -> datetime | None:
    with contextlib.suppress(ValueError):
        return datetime.combine(parse_date(text) + timedelta(days=days), time(), NOUMEA) if text else None
    return None


def _place(text: str) -> Place | None:
    side, _, rest = text.partition("_")
    instant, _, row_id = rest.rpartition("_")
    with contextlib.suppress(ValueError, OverflowError):
        at = datetime.fromisoformat(instant)
        if side in SIDES and at.tzinfo and identifier(row_id):
            return Place(at, identifier(row_id), SIDES[side])
    return None
