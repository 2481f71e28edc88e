"""A page of the portal as its feature declares it: address, title, right, what to load."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from espace_factures.core.access import Permission


@dataclass(frozen=True, slots=True)
class Page:
    """One address; `permission` None means that anybody may read it; `load` runs at each visit."""

    route: str
    title: str
    component: Callable[[], rx.Component]
    permission: Permission | None = None
    load: Any = None
    description: str = ""
