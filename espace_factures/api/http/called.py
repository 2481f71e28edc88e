"""One call: its token first, then its scope, then the endpoint; whatever is answered is counted and remembered."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from espace_factures.api.http import problems
from espace_factures.api.rules import Scope
from espace_factures.api.service import calls
from espace_factures.api.service.calls import Caller
from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.run import run
from espace_factures.core.access import Actor
from espace_factures.core.errors import Refusal

SCOPE: Final = "__scope__"
ANY: Final = frozenset[Scope]()
SCHEME: Final = "bearer "
NOT_GIVEN: Final = "Donnez le jeton dans l’en-tête Authorization : Bearer esfact_…"
NO_SCOPE: Final = "Ce jeton n’a pas la portée « {scope} » : un gestionnaire peut en créer un autre."
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def scoped(scope: Scope | None) -> Callable[[Endpoint], Endpoint]:
    """Declare what an endpoint asks of a token; one that declares nothing lets nobody in."""

    def declare(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, SCOPE, ANY if scope is None else frozenset({scope}))
        return endpoint

    return declare


def bytes_of(media_type: str, what: str) -> Any:
    """The answers of an endpoint that gives a file, as the contract tells them."""
    return {200: {"description": what, "content": {media_type: {}}}}


class Called(APIRoute):
    """An endpoint of the API."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint, behind its token."""
        inner = super().get_route_handler()

        async def handler(request: Request) -> Response:
            found = await _caller(request)
            if isinstance(found, Refusal):
                return problems.problem(401, found.code, found.sentence, WWW_Authenticate="Bearer")
            request.state.caller = found
            response = await self._answer(inner, request, found)
            response.headers.update(_rates(found))
            await run(calls.remember, found, request.method, self.path_format, response.status_code)
            return response

        return handler

    async def _answer(self, inner: Any, request: Request, caller: Caller) -> Response:
        if caller.refusal is not None:
            return problems.problem(429, caller.refusal.code, caller.refusal.sentence, Retry_After="60")
        wanted = getattr(self.endpoint, SCOPE, None)
        if wanted is None or not wanted <= caller.scopes:
            missing = NO_SCOPE.format(scope=", ".join(wanted or ()))
            return problems.problem(403, "scope-missing", missing)
        try:
            return await inner(request)
        except Exception as error:
            return problems.of(error)


def _acting(request: Request) -> Actor:
    return request.state.caller.actor


Acting = Annotated[Actor, Depends(_acting)]
"""The program that calls."""


async def _caller(request: Request) -> Caller | Refusal:
    header = request.headers.get("authorization", "")
    if not header.lower().startswith(SCHEME):
        return Refusal("token-missing", NOT_GIVEN)
    address = request.client.host if request.client else ""
    return await run(calls.admit, header[len(SCHEME) :].strip(), address)


def _rates(caller: Caller) -> dict[str, str]:
    """How many calls a minute holds, and how many are left (draft-ietf-httpapi-ratelimit-headers)."""
    most = limits.most(Limit.API)
    return {"RateLimit-Policy": f'"minute";q={most};w=60', "RateLimit": f'"minute";r={caller.left}'}
