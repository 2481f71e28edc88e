"""The loads of a page, run for the HTML that the server sends: by the same handlers, before any tab or socket."""

import json
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from reflex.event import EventSpec
from reflex.istate.data import RouterData

from espace_factures.app import run
from espace_factures.app.topics import Topic
from espace_factures.core.access import Actor
from espace_factures.web import session
from espace_factures.web.access import NOBODY, POLICY
from espace_factures.web.handed import Visit


@dataclass(frozen=True, slots=True)
class Asked:
    """What a load asked in a visit, and what was found."""

    visit: Visit
    found: Any
    topics: frozenset[Topic]
    since: int


@dataclass(slots=True)
class Rehearsal:
    """What the loads left: the states that are known, what was asked, and where one leads instead of the page."""

    states: list[rx.State] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    leads_to: str = ""

    def values(self) -> Mapping[str, Mapping[str, Any]]:
        """The values of the vars, by state, as the pages name them."""
        return {
            name_of(type(state)): {name: state.get_value(name) for name in state.base_vars} for state in self.states
        }


current: ContextVar[Rehearsal | None] = ContextVar("rehearsal", default=None)


def rehearse(loads: Sequence[Any], address: str, actor: Actor | None) -> Rehearsal:
    """Run them in this thread, by this actor or a visitor; a state whose load does not end well is not known."""
    rehearsal = Rehearsal()
    current.set(rehearsal)
    session.current.set(actor)
    run.is_in_thread.set(True)
    root = _root(address)
    for load in loads:
        if getattr(load.fn, POLICY, NOBODY).admits(actor):
            _rehearse(rehearsal, load, root)
    return rehearsal


def _rehearse(rehearsal: Rehearsal, load: Any, root: rx.State) -> None:
    state = load.state(parent_state=root, init_substates=False, _reflex_internal_init=True)
    coroutine = load.fn(state)
    try:
        # In a thread of its own its questions are asked at once: it waits for nothing but the outside world.
        coroutine.send(None)
    except StopIteration as end:
        if isinstance(end.value, EventSpec):
            rehearsal.leads_to = _path(end.value)
        elif not getattr(state, "alert", ""):
            rehearsal.states.append(state)
    else:
        coroutine.close()


def _path(redirect: EventSpec) -> str:
    arguments = {str(name): str(value) for name, value in redirect.args}
    return str(json.loads(arguments.get("path", '""')))


def visit(state: rx.State, event: str) -> Visit | None:
    """What this handler asks at this address, for whoever is signed in."""
    actor = session.current.get()
    if actor is None:
        return None
    url = state.router.url
    return Visit(actor.session_id, event, url.path, tuple(sorted(url.query_parameters.items())))


def name_of(state: type[rx.State]) -> str:
    """The state as the pages name it."""
    return state.get_full_name().replace(".", "__")


def _root(address: str) -> rx.State:
    alone: Any = {"init_substates": False, "_reflex_internal_init": True}
    root = rx.State(**alone)
    root.router = RouterData.from_router_data({"asPath": address, "headers": {}, "token": ""})
    return root
