"""The product's own parts in this process: runtime, actor, use cases."""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.data import Place, open_session
from espace_factures import wiring
from espace_factures.app import run
from espace_factures.app.uow import make_engine
from espace_factures.core.access import Actor
from espace_factures.identity.service import sessions
from espace_factures.settings import settings


def inhabit(place: Place, folder: str) -> tuple[Actor, str]:
    """Run use cases of this process on a loaded database; returns the supplier and their token."""
    configured(place, folder)
    token = open_session(place)
    actor = asyncio.run(sessions.authenticate(token))
    assert actor is not None
    return actor, token


def configured(place: Place, folder: str) -> None:
    """Run use cases of this process on a loaded database."""
    os.environ |= {"DATABASE_URL": place.url, "VAR_DIR": folder, "APP_ENV": "dev"}
    settings.cache_clear()
    wiring.configure()
    run.configure(make_engine(place.url), wiring.make_inside(settings()))


@contextmanager
def asking(place: Place) -> Iterator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    """What waits for the answer of an event loop that asks by itself, as a server's does."""
    with asyncio.Runner() as runner:
        lines = run.asking(place.conninfo)
        runner.run(lines.__aenter__())
        yield runner.get_loop().run_until_complete
        runner.run(lines.__aexit__(None, None, None))
