"""What a higher feature puts above the queues of the board."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx


@dataclass(frozen=True, slots=True)
class Above:
    """Drawn once it is loaded; `load` reads it."""

    draw: Callable[[], rx.Component]
    is_loaded: Any
    load: Any
