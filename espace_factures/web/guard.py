"""Default deny, in one place: every event of every tab passes here before its handler."""

from collections.abc import Iterable
from typing import Any, Final

import reflex as rx
from reflex.istate.delta import _resolve_delta
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.web import live, refusals, session
from espace_factures.web.access import POLICY, Policy, apologise
from espace_factures.web.first import first_page

HYDRATE: Final = frozenset({"hydrate", "hydrate_and_load"})
UNASKED: Final = HYDRATE | {"load", "look"}
FRAMEWORK: Final = HYDRATE | {
    "on_load_internal",
    "update_vars_internal",
    "set_is_hydrated",
    "handle_frontend_exception",
}
FRAMEWORK_MODULES: Final = ("reflex.", "reflex_base.")


class SessionBinding(rx.State):
    """Which session a tab's state belongs to; kept on the server."""

    _sid: str | None = None
    _has_ended: bool = False
    """Whether the tab has just lost its session, and its page not been loaded since."""


class GuardMiddleware(Middleware):
    """Binds the tab's state to its session, then asks the handler's declared access."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:  # noqa: ARG002
        """Let the event through (None) or answer in its place."""
        root = state._get_root_state()
        cookie = root.router_data.get("headers", {}).get("cookie")
        try:
            actor = await session.actor_from(cookie, is_gesture=_is_gesture(root, event))
        except Exception as error:
            return await _apologise(root, event, error)
        session.current.set(actor)
        bound = await root.get_state(SessionBinding)
        sid = str(actor.session_id) if actor else ""
        if bound._sid != sid:
            is_first, bound._sid = bound._sid is None, sid
            if not is_first and (answer := await _forget(root, sid, event)):
                return answer
        policy = policy_of(event.name)
        if policy is None or not policy.admits(actor):
            await refusals.remember(actor, event.name if policy else "unknown")
            return _turn_away(root, actor, has_ended=bound._has_ended)
        return None


def _is_gesture(root: Any, event: Event) -> bool:
    """Whether a person may have asked for this: pages load, look and are replayed by themselves."""
    tab = str(root.router_data.get("token", ""))
    return event.name.rsplit(".", 1)[-1] not in UNASKED and not live.watchers.follows(tab, event.name)


def policy_of(event_name: str) -> Policy | None:
    """The declared access of the handler behind an event; None when it declares none."""
    registered = RegistrationContext.get().event_handlers.get(event_name)
    if registered is None:
        return None
    fn = registered.handler.fn
    if event_name.rsplit(".", 1)[-1] in FRAMEWORK and str(fn.__module__).startswith(FRAMEWORK_MODULES):
        return Policy(None)
    return getattr(fn, POLICY, None)


async def _forget(root: Any, sid: str, event: Event) -> StateUpdate | None:
    """Another session took the tab over: nothing of the former one may stay in it."""
    for substate in _tree(type(root)):
        await root.get_state(substate)
    root.reset()
    live.forget(str(root.router_data.get("token", "")))
    bound = await root.get_state(SessionBinding)
    bound._sid, bound._has_ended = sid, not sid
    if event.name.rsplit(".", 1)[-1] in HYDRATE:
        return None
    delta = await _resolve_delta(root.dict())
    root._clean()
    return StateUpdate(delta=delta, events=_redirect(routes.with_query(routes.SIGN_IN, expire="1", suite=_path(root))))


async def _apologise(root: Any, event: Event, error: Exception) -> StateUpdate:
    """Nobody can be asked who this is: say so on the page, and do nothing."""
    apologise(await root.get_state(event.state_cls), error)
    delta = await root._get_resolved_delta()
    root._clean()
    return StateUpdate(delta=delta)


def _turn_away(root: Any, actor: Actor | None, *, has_ended: bool) -> StateUpdate:
    if actor is not None:
        return StateUpdate(events=_redirect(first_page(actor, _path(root)) or routes.NOT_FOUND))
    why = "1" if has_ended else ""
    return StateUpdate(events=_redirect(routes.with_query(routes.SIGN_IN, expire=why, suite=_path(root))))


def _redirect(path: str) -> list[Event]:
    return Event.from_event_type(rx.redirect(path))  # type: ignore[return-value]


def _path(root: Any) -> str:
    url = root.router.url
    path = str(url.path or "/")
    return f"{path}?{url.query}" if url.query else path


def _tree(cls: type[BaseState]) -> Iterable[type[BaseState]]:
    for substate in cls.get_substates():
        yield substate
        yield from _tree(substate)
