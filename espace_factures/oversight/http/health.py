"""What machines ask: does this process live, can it do its work, and what does it count."""

import asyncio
import hmac
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from espace_factures import measures, routes
from espace_factures.app.run import inside, read
from espace_factures.oversight.service import measuring, readiness
from espace_factures.web.faults import number
from espace_factures.web.native import NOT_FOUND, PUBLIC, Native

RETRY_SECONDS: Final = 5
PATIENCE_SECONDS: Final = 3.0
UNCOUNTED: Final = b"ef_database_up 0\n"
COUNTED: Final = b"ef_database_up 1\n"
KEPT_BY_NOBODY: Final = {"Cache-Control": "no-store"}


async def live(_request: Request) -> Response:
    """GET /live: this process answers; whatever it needs may be away."""
    return JSONResponse({"live": True}, headers=KEPT_BY_NOBODY)


async def ready(_request: Request) -> Response:
    """GET /ready: 503 when one of the parts, each named, is not there."""
    found = await readiness.look()
    if all(found.values()):
        return JSONResponse({"ready": True, "parts": found}, headers=KEPT_BY_NOBODY)
    headers = KEPT_BY_NOBODY | {"Retry-After": str(RETRY_SECONDS)}
    return JSONResponse({"ready": False, "parts": found}, 503, headers)


async def metrics(request: Request) -> Response:
    """GET /metrics, by METRICS_TOKEN: nothing is there for who has it not."""
    if not _is_known(request.headers.get("authorization", "")):
        return PlainTextResponse(NOT_FOUND, status_code=404)
    return Response(measures.written() + await _counted(), media_type=CONTENT_TYPE_LATEST, headers=KEPT_BY_NOBODY)


def _is_known(authorization: str) -> bool:
    token = inside().settings.metrics_token
    return bool(token) and hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())


async def _counted() -> bytes:
    """What the database counts; while it is away the rest is told all the same."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return COUNTED + await read(measuring.counted)
    except Exception as error:
        number("metrics.uncounted", error)
        return UNCOUNTED


ROUTES = [
    Native(routes.LIVE, ("GET",), PUBLIC, live),
    Native(routes.READY, ("GET",), PUBLIC, ready),
    Native(routes.METRICS, ("GET",), PUBLIC, metrics),
]
