"""A page of the portal as its feature declares it: address, title, right, what to load."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from espace_factures.core.access import Permission
from espace_factures.web.first_words import Saying


@dataclass(frozen=True, slots=True)
class Page:
    """One address; `permission` None means that anybody may read it.

    `load` runs at each visit, once the page is alive, as a list does in its order; `first` says what it shows before.
    A page that is drawn for all has its data in the HTML of a visitor too.
    """

    route: str
    title: str
    component: Callable[[], rx.Component]
    permission: Permission | None = None
    load: Any = None
    description: str = ""
    first: Saying | None = None
    is_drawn_for_all: bool = False

    @property
    def loads(self) -> list[Any]:
        """What runs at each visit, in order."""
        several = self.load if isinstance(self.load, list) else [self.load]
        return [load for load in several if load]
