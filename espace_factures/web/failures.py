"""What a native route answers when it fails: one French sentence, never a trace."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.web.faults import apologise
from espace_factures.web.native import phrase, wants_json

SENTENCES: Final = {404: "Cette page est introuvable.", 405: "Cette adresse ne répond pas à cette demande."}
MALFORMED: Final = "La demande est incomplète ou mal formée."


async def refused(request: Request, error: Any) -> Response:
    """A refusal, in its own words; with the fields that it is about for a client that asks for JSON."""
    status = 404 if isinstance(error, NotFoundError) else 422
    if wants_json(request):
        return phrase(error.sentence, status, champs=getattr(error, "fields", {}))
    return PlainTextResponse(error.sentence, status_code=status)


async def malformed(_request: Request, error: Any) -> Response:
    """A request that no page of ours sends."""
    sentence = SENTENCES.get(error.status_code, MALFORMED)
    return PlainTextResponse(sentence, status_code=error.status_code, headers=error.headers)


async def broken(_request: Request, error: Any) -> Response:
    """Our own fault, outside of the native routes."""
    return apologise(error)


HANDLERS: Final[Mapping[Any, Callable[[Request, Any], Awaitable[Response]]]] = {
    DomainError: refused,
    HTTPException: malformed,
    Exception: broken,
}
