"""A native route as its feature declares it: address, methods, who may call it; the actor is found once, here."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from espace_factures.core.errors import DomainError
from espace_factures.web import refusals, seen, session
from espace_factures.web.access import Policy
from espace_factures.web.faults import apologise

PUBLIC: Final = Policy(None)
NOT_FOUND: Final = "Cette page est introuvable."


def not_found(_request: Request) -> Response:
    """What somebody without the right is told: nothing is there."""
    return PlainTextResponse(NOT_FOUND, status_code=404)


@dataclass(frozen=True, slots=True)
class Native:
    """One address that is not a page; its handler takes the request, then the actor unless anybody may call it."""

    path: str
    methods: tuple[str, ...]
    policy: Policy
    handler: Callable[..., Awaitable[Response]]
    turned_away: Callable[[Request], Response] = not_found

    async def answer(self, request: Request) -> Response:
        """Call the handler of somebody who may, answer in its place otherwise; a fault is logged once, here."""
        seen.answered_by(self.path)
        try:
            return await self._admit(request)
        except (DomainError, HTTPException):
            raise
        except Exception as error:
            return apologise(error)

    async def _admit(self, request: Request) -> Response:
        if self.policy.permission is None:
            return await self.handler(request)
        actor = await session.actor_from(request.headers.get("cookie"))
        if actor is None or not actor.can(self.policy.permission):
            await refusals.remember(actor, self.path)
            return self.turned_away(request)
        return await self.handler(request, actor)


def served(natives: Iterable[Native]) -> list[Route]:
    """The routes as Starlette serves them."""
    return [Route(native.path, native.answer, methods=list(native.methods)) for native in natives]


def wants_json(request: Request) -> bool:
    """Whether the client asks for JSON rather than for a page."""
    return "application/json" in request.headers.get("accept", "")


def phrase(sentence: str, status: int, **details: Any) -> Response:
    """A refusal for a script of ours: its sentence, and what it is about."""
    return JSONResponse({"phrase": sentence, **details}, status_code=status)
