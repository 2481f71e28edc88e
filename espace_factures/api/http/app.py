"""The application that answers programs: its endpoints, and what it says of what it does not know."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from espace_factures import routes
from espace_factures.api.http import invoices, others, problems
from espace_factures.api.http.called import Called
from espace_factures.web.native import PUBLIC, Native

ROUTERS: Final = (invoices.ROUTER, others.ROUTER)
ENDPOINTS: Final = [route for router in ROUTERS for route in router.routes if isinstance(route, Called)]
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


def application() -> FastAPI:
    """The API, at its whole addresses."""
    made = FastAPI(
        title="Espace Factures",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={
            HTTPException: problems.answer,
            RequestValidationError: problems.answer,
            Exception: problems.answer,
        },
    )
    for router in ROUTERS:
        made.include_router(router)
    return made


API = application()


async def call(_request: Request) -> Any:
    """Whatever is under the address of the API: it finds the token, and the endpoint, by itself."""
    return API


ROUTES = [Native(routes.API_CALLS, METHODS, PUBLIC, call)]
