"""The API as HTTP: what it says of itself, then every call."""

from typing import Any, Final

from starlette.requests import Request

from espace_factures import routes
from espace_factures.api.http import reference
from espace_factures.api.http.app import API
from espace_factures.web.native import PUBLIC, Native

METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


async def call(_request: Request) -> Any:
    """Whatever is under the address of the API: it finds the token, and the endpoint, by itself."""
    return API


ROUTES: Final = [*reference.ROUTES, Native(routes.API_CALLS, METHODS, PUBLIC, call)]
