"""Every handler that the running application knows, found by walking what is registered."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reflex.state import BaseState
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from espace_factures import catalogue
from espace_factures.core.access import Permission
from espace_factures.web.access import POLICY, Policy
from espace_factures.web.me import Me

FRAMEWORK_MODULES = ("reflex.", "reflex_base.", "reflex_components")
assert Me


@dataclass(frozen=True, slots=True)
class Handler:
    """A registered handler: the event's name, the function, its page when one loads its state."""

    name: str
    fn: Any
    policy: Policy | None
    page: str = ""
    load: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether the product wrote it."""
        return not str(self.fn.__module__).startswith(FRAMEWORK_MODULES)

    @property
    def is_declared(self) -> bool:
        """Whether it says who may call it."""
        return self.policy is not None

    @property
    def permission(self) -> Permission | None:
        """The right it asks, None for anybody."""
        return self.policy.permission if self.policy else None


@lru_cache(maxsize=1)
def every_handler() -> tuple[Handler, ...]:
    """All of them, by name."""
    loads = {event.name: page.route for page in catalogue.PAGES for event in Event.from_event_type(page.load or [])}
    pages = {name.rsplit(".", 1)[0]: (route, name) for name, route in loads.items()}
    found = []
    for name, registered in sorted(RegistrationContext.get().event_handlers.items()):
        route, load = pages.get(name.rsplit(".", 1)[0], ("", ""))
        fn = registered.handler.fn
        found.append(Handler(name, fn, getattr(fn, POLICY, None), route, "" if load == name else load))
    return tuple(found)


def every_state() -> list[type[BaseState]]:
    """The product's own states."""
    every_handler()
    queue: list[type[BaseState]] = list(BaseState.__subclasses__())
    found: dict[str, type[BaseState]] = {}
    while queue:
        state = queue.pop()
        queue += state.__subclasses__()
        if state.__module__.startswith("espace_factures"):
            found[state.get_full_name() if not state._mixin else state.__name__] = state
    return list(found.values())
