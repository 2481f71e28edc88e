"""python -m scripts.dev PORT EVENTS_PORT: serve the pages and the application, and compile again at each change."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

import watchfiles

from espace_factures.frontend import ROOT
from scripts.dev import pages, seen, server
from scripts.dev.imports import PACKAGE
from scripts.dev.preload import preload
from scripts.dev.stopping import as_born, until_stopped

WATCHED: Final = (PACKAGE, ROOT / "assets")
TICK_MS: Final = 50
POLL_MS: Final = 500
FORK: Final = multiprocessing.get_context("fork")


def main(port: str, events_port: str) -> int:
    """Until the application or Vite stops, or somebody stops them."""
    os.environ |= {"PORT": port, "REFLEX_API_URL": f"http://localhost:{events_port}"}
    with until_stopped(), ExitStack() as stack:
        first = pages.first_compilation()
        stack.callback(first.terminate)
        preload()
        if first.wait():
            return first.returncode
        seen.forget()
        vite = stack.enter_context(pages.served(port))
        application = forked(server.main, int(events_port))
        stack.callback(application.terminate)

        def goes_on() -> bool:
            return vite.poll() is None and application.is_alive()

        compile_at_each_change(goes_on)
        return 1
    return 0


def compile_at_each_change(goes_on: Callable[[], bool]) -> None:
    """A change during a compilation begins it again; returns when something else stopped."""
    with ExitStack() as present:
        for _ in changes(goes_on):
            present.close()
            compilation = forked(pages.compile_again)
            present.callback(compilation.join)
            present.callback(compilation.kill)


def changes(goes_on: Callable[[], bool]) -> Iterator[None]:
    """One for each change on disk, for as long as everything goes on."""
    watcher = watchfiles.watch(
        *WATCHED,
        watch_filter=is_source,
        step=TICK_MS,
        rust_timeout=POLL_MS,
        yield_on_timeout=True,
    )
    for changed in watcher:
        if not goes_on():
            return
        if changed:
            yield


def is_source(_change: watchfiles.Change, path: str) -> bool:
    """Python of ours or an asset, but not what Python and Reflex write beside them."""
    return Path(path).suffix not in {"", ".pyc"} and "external" not in Path(path).parts and not path.endswith("~")


def forked(work: Callable[..., Any], *arguments: Any) -> BaseProcess:
    """A process that has everything of others imported already."""
    process = FORK.Process(target=_born, args=(work, *arguments))
    process.start()
    return process


def _born(work: Callable[..., Any], *arguments: Any) -> None:
    as_born()
    work(*arguments)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
