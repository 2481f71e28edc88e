"""Declared access: each handler says who may call it; the guard refuses whatever declares nothing."""

import functools
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import reflex as rx

from espace_factures import routes
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import (
    DomainError,
    ForbiddenError,
    FormError,
    NotFoundError,
    OverloadedError,
    ProofNeededError,
)
from espace_factures.web import faults, refusals, session
from espace_factures.web.arguments import fitting

POLICY: Final = "__access__"
Handler = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may call a handler: anybody, or an actor who holds the permission."""

    permission: Permission | None

    def admits(self, actor: Actor | None) -> bool:
        """Whether the actor, or nobody, may pass."""
        return self.permission is None or (actor is not None and actor.can(self.permission))


@dataclass(slots=True)
class Asking:
    """Who asks for a proof and then does the gesture again: the dialog of `web/proof.py`, once it is there."""

    ask: Callable[[Any, str, dict[str, Any]], Awaitable[None]] | None = None


asking = Asking()


class Ungranted(Policy):
    """The access of a handler that several pages share, until each page says its own right: nobody passes."""

    def admits(self, actor: Actor | None) -> bool:  # noqa: ARG002 - nobody
        """Never."""
        return False


NOBODY: Final = Ungranted(None)


class SharedPage(rx.State, mixin=True):
    """A page whose handlers serve several kinds: each state that is made of it names the right they need."""

    RIGHT: ClassVar[Permission]

    @classmethod
    def __init_subclass__(cls, **options: Any) -> None:
        """Grant its right to the handlers that a state got from its mixins."""
        super().__init_subclass__(**options)
        right = cls.__dict__.get("RIGHT")
        for handler in cls.event_handlers.values() if right else ():
            if isinstance(getattr(handler.fn, POLICY, None), Ungranted):
                setattr(handler.fn, POLICY, Policy(right))


class Feedback(rx.State, mixin=True):
    """What a page says when something has to be corrected: one sentence per field, and one for the whole."""

    errors: dict[str, str] = {}
    alert: str = ""
    refusals: int = 0
    """Another at each refusal: the summary takes the focus again, though it says the same."""


def secured(permission: Permission, *, keeps_feedback: bool = False) -> Callable[[Handler], Any]:
    """Declare the right a handler needs; the actor comes first when it names one, from the session only."""

    def declare(fn: Handler) -> Any:
        takes_actor = "actor" in inspect.signature(fn).parameters

        async def call(self: Any, **arguments: Any) -> Any:
            actor = session.current.get()
            if actor is None:
                raise ForbiddenError
            return await (fn(self, actor, **arguments) if takes_actor else fn(self, **arguments))

        return _published(fn, call, Policy(permission), hidden="actor", keeps_feedback=keeps_feedback)

    return declare


def secured_by_page(*, keeps_feedback: bool = False) -> Callable[[Handler], Any]:
    """The same for a handler of a `SharedPage`, whose states say which right."""

    def declare(fn: Handler) -> Any:
        handler = secured(Permission.ACCOUNT_USE, keeps_feedback=keeps_feedback)(fn)
        setattr(handler, POLICY, Ungranted(None))
        return handler

    return declare


def public(fn: Handler, *, keeps_feedback: bool = False) -> Any:
    """Declare that anybody may call the handler."""
    return _published(fn, fn, Policy(None), hidden="", keeps_feedback=keeps_feedback)


def public_aside(fn: Handler) -> Any:
    """The same, for what happens while one types: what the page said of the last try stays."""
    return public(fn, keeps_feedback=True)


def _published(fn: Handler, call: Handler, policy: Policy, hidden: str, *, keeps_feedback: bool) -> Handler:
    parameters = inspect.signature(fn).parameters.values()
    signature = inspect.Signature([parameter for parameter in parameters if parameter.name != hidden])
    declared = signature.replace(parameters=list(signature.parameters.values())[1:])

    @functools.wraps(fn)
    async def handler(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        if not keeps_feedback:
            _clear(self)
        try:
            given = fitting(declared, args, kwargs)
        except DomainError as error:
            return _tell(self, error)
        return await _called(self, fn.__name__, call, given)

    handler.__signature__ = signature  # type: ignore[attr-defined]
    handler.__annotations__ = {name: kind for name, kind in fn.__annotations__.items() if name != hidden}
    del handler.__wrapped__  # type: ignore[attr-defined]
    setattr(handler, POLICY, policy)
    return handler


async def _called(state: Any, handler: str, call: Handler, given: dict[str, Any]) -> Any:
    try:
        return await call(state, **given)
    except ProofNeededError as error:
        return await _ask_proof(state, handler, given, error)
    except DomainError as error:
        if isinstance(error, ForbiddenError):
            await refusals.remember(session.current.get(), f"{type(state).__name__}.{handler}")
        return _tell(state, error)
    except Exception as error:
        return apologise(state, error)


def _clear(state: Any) -> None:
    if getattr(state, "errors", None):
        state.errors = {}
    if getattr(state, "alert", ""):
        state.alert = ""


async def _ask_proof(state: Any, handler: str, given: dict[str, Any], error: ProofNeededError) -> Any:
    """Open the dialog, which does this again afterwards."""
    if asking.ask is None:
        return _tell(state, error)
    return await asking.ask(state, f"{state.get_full_name()}.{handler}", given)


def _tell(state: Any, error: DomainError) -> Any:
    """Show the refusal where it belongs: by the field, in the page's alert, or as a page that does not exist."""
    if isinstance(error, NotFoundError):
        return rx.redirect(routes.NOT_FOUND, replace=True)
    if getattr(state, "notice", ""):
        state.notice = ""
    if isinstance(error, FormError) and hasattr(state, "errors"):
        state.errors = error.fields
        state.refusals += 1
    if hasattr(state, "alert"):
        state.alert = error.sentence
    return None


def apologise(state: Any, error: Exception) -> None:
    """Log what nobody expected, and give the person its number; or say that there was no room."""
    if isinstance(error, OverloadedError):
        faults.overloaded("event")
        words = error.sentence
    else:
        identifier = faults.number("event.failed", error)
        words = (
            "Un incident de notre côté a interrompu l’action. Vos données sont gardées : réessayez dans un instant. "
            f"S’il se répète, donnez ce numéro à l’assistance : {identifier}."
        )
    if hasattr(state, "alert"):
        state.alert = words
