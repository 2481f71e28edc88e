"""Our own faults: one short line in the log, under the number that the person is given; never what they typed."""

import re
import secrets
from typing import Final

import structlog
from starlette.responses import PlainTextResponse, Response

from espace_factures import measures
from espace_factures.core.errors import OverloadedError

A_KIND: Final = re.compile(r"\b[A-Z][A-Za-z]{0,40}Error\b")
AGAIN_AFTER: Final = "5"
"""Seconds until what found no room is worth asking again."""
log = structlog.get_logger()


def number(event: str, error: Exception) -> str:
    """Log a fault; returns the number that a person can quote."""
    identifier = secrets.token_hex(4)
    measures.FAILURES.labels(event).inc()
    log.error(event, identifier=identifier, exc_info=error)
    return identifier


def overloaded(what: str) -> None:
    """Say in the log that something found no free connection to the database."""
    log.warning("database.overloaded", what=what)


def apologise(error: Exception) -> Response:
    """The answer of a native route that failed, or found no room."""
    if isinstance(error, OverloadedError):
        overloaded("request")
        return PlainTextResponse(error.sentence, status_code=503, headers={"Retry-After": AGAIN_AFTER})
    identifier = number("request.failed", error)
    sentence = f"Un incident de notre côté a interrompu la demande. Réessayez dans un instant ({identifier})."
    return PlainTextResponse(sentence, status_code=500)


def of_the_framework(exception: Exception) -> None:
    """What failed around a handler, where no page can say so."""
    number("framework.failed", exception)


def of_a_page(exception: Exception) -> None:
    """What a browser reports: its words are a stranger's, and only their kind is kept."""
    kind = A_KIND.search(str(exception))
    log.warning("page.failed", error=kind.group() if kind else "unknown")
