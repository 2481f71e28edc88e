"""Structured logs: one JSON object a line, never a personal datum, a code, a cookie or the value of a query."""

import logging
import re
import secrets
import sys
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

import structlog
from structlog.typing import EventDict

# It logs the whole payload of unknown events, session cookie included (Reflex 0.10.1).
LEAKY_LOGGERS: Final = ("reflex_base.event.processor.event_processor",)
ROOT: Final = str(Path(__file__).parents[1])
OURS: Final = f"{ROOT}/espace_factures/"
FRAMES: Final = 5
LONGEST: Final = 200
REQUEST: Final = "request"
"""The number of a request: the proxy's when it gives one, on each line of what it led to, jobs included."""
GIVEN: Final = re.compile(r"[A-Za-z0-9._-]{8,40}")
STAMPED: Final = structlog.processors.TimeStamper(fmt="iso", utc=True)
WRITTEN: Final = structlog.processors.JSONRenderer(ensure_ascii=False)


class Lines(logging.Formatter):
    """What a library says, as a line like ours: its own words, without what it filled them with."""

    def format(self, record: logging.LogRecord) -> str:
        """The first line of the words, and the error if there is one."""
        words = str(record.msg).partition("\n")[0][:LONGEST]
        line: EventDict = {"event": words, "logger": record.name, "level": record.levelname.lower()}
        return str(WRITTEN(None, "", without_words(None, "", STAMPED(None, "", line | {"exc_info": record.exc_info}))))


def configure() -> None:
    """Set the process's logs up: ours and those of libraries leave in the same form, and nothing else does."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            STAMPED,
            without_words,
            WRITTEN,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in LEAKY_LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def request_number(given: str = "") -> str:
    """The number that a proxy gave, if it is one; otherwise a new one."""
    return given if GIVEN.fullmatch(given) else secrets.token_hex(8)


def of_request(number: str) -> AbstractContextManager[object]:
    """Until the block ends, each line bears this number, or a new one where there is none."""
    return structlog.contextvars.bound_contextvars(**{REQUEST: number or request_number()})


def present_request() -> str:
    """The number of what is being done; empty when nobody asked for it."""
    return str(structlog.contextvars.get_contextvars().get(REQUEST, ""))


def without_words(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """An error is told by its kinds and by the lines of ours that it went through: its words may quote a person's."""
    error = line.pop("exc_info", None)
    error = error[1] if isinstance(error, tuple) else sys.exception() if error is True else error
    if isinstance(error, BaseException):
        causes = list(_causes(error))
        line["error"] = " < ".join(type(cause).__name__ for cause in causes)
        line["where"] = " < ".join(_places(causes[-1]) or _places(error))
        if code := next((code for cause in causes if (code := getattr(cause, "sqlstate", None))), None):
            line["sqlstate"] = code
    return line


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def _places(error: BaseException) -> list[str]:
    """The last lines of ours, the deepest first; those of libraries when we had no part in it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(OURS)] or frames
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(ours[-FRAMES:])]


def _short(path: str) -> str:
    return path.removeprefix(f"{ROOT}/").rpartition("site-packages/")[2]
