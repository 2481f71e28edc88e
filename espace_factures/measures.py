"""What this process counts of its own work, as Prometheus reads it; nothing here names a person or a document."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY: Final = CollectorRegistry()
SOON: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
LATER: Final = (0.1, 0.5, 1, 5, 15, 60, 300)
INSTANTS: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)

EVENTS: Final = Histogram(
    "ef_event_seconds", "Gestures and readings of pages, by handler.", ["event"], buckets=SOON, registry=REGISTRY
)
REQUESTS: Final = Histogram(
    "ef_request_seconds", "Requests, by route and status.", ["route", "status"], buckets=SOON, registry=REGISTRY
)
FAILURES: Final = Counter("ef_failures", "Faults of ours, as the log names them.", ["event"], registry=REGISTRY)
OUTSIDE: Final = Histogram(
    "ef_outside_seconds",
    "Answers of files, reader, registry, mail, SMS, antivirus, by port and call; outcome is ok or the error.",
    ["port", "call", "outcome"],
    buckets=LATER,
    registry=REGISTRY,
)
JOBS: Final = Histogram(
    "ef_job_seconds", "Jobs done here, by task and outcome.", ["task", "outcome"], buckets=LATER, registry=REGISTRY
)
LAG: Final = Histogram(
    "ef_loop_lag_seconds", "How late the event loop comes back.", buckets=INSTANTS, registry=REGISTRY
)
SOCKETS: Final = Gauge("ef_sockets", "Open pages.", registry=REGISTRY)
PLACES: Final = Gauge("ef_places", "Threads or connections there may be.", ["pool"], registry=REGISTRY)
TAKEN: Final = Gauge("ef_places_taken", "Threads or connections in use.", ["pool"], registry=REGISTRY)
WAITING: Final = Gauge("ef_places_awaited", "Who waits for a thread or a connection.", ["pool"], registry=REGISTRY)
OK: Final = "ok"


def pooled(pool: str, places: Callable[[], float], taken: Callable[[], float]) -> None:
    """A pool is asked how full it is each time Prometheus comes."""
    PLACES.labels(pool).set_function(places)
    TAKEN.labels(pool).set_function(taken)


@contextmanager
def timed(histogram: Histogram, *labels: str, expected: tuple[type[BaseException], ...] = ()) -> Iterator[None]:
    """Observe how long the block takes under these labels, and as its outcome what it raises, unless expected."""
    begun, outcome = perf_counter(), OK
    try:
        yield
    except expected:
        raise
    except BaseException as error:
        outcome = type(error).__name__
        raise
    finally:
        histogram.labels(*labels, outcome).observe(perf_counter() - begun)


def written() -> bytes:
    """All of it, in the text form of Prometheus."""
    return generate_latest(REGISTRY)
