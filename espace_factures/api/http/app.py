"""The application that answers programs: its endpoints, and what it says of what it does not know."""

from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from espace_factures.api.http import invoices, others, problems
from espace_factures.api.http.called import Called

ROUTERS: Final = (invoices.ROUTER, others.ROUTER)
ENDPOINTS: Final = [route for router in ROUTERS for route in router.routes if isinstance(route, Called)]


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
