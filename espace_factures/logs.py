"""Structured logs: one JSON object a line, never a personal datum, a code or a cookie."""

import logging
import sys

import structlog

# It logs the whole payload of unknown events, session cookie included (Reflex 0.10.1).
LEAKY_LOGGERS = ("reflex_base.event.processor.event_processor",)


def configure() -> None:
    """Set the process's logs up."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
    for name in LEAKY_LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
