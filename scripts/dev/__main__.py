"""python -m scripts.dev PORT EVENTS_PORT: serve the pages and the application, and compile again at each change."""

import multiprocessing
import os
import signal
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

WATCHED: Final = (PACKAGE, ROOT / "assets")
TICK_MS: Final = 50
POLL_MS: Final = 500
FORK: Final = multiprocessing.get_context("fork")


def main(port: str, events_port: str) -> int:
    """Until the application or Vite stops, or somebody stops them."""
    os.environ |= {"PORT": port, "REFLEX_API_URL": f"http://localhost:{events_port}"}
    with ExitStack() as stack:
        first = pages.first_compilation()
        preload()
        if first.wait():
            return first.returncode
        signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
        seen.forget()
        vite = stack.enter_context(pages.served(port))
        application = forked(server.main, int(events_port))
        stack.callback(application.terminate)

        def goes_on() -> bool:
            return vite.poll() is None and application.is_alive()

        compile_at_each_change(goes_on)
        return 0 if goes_on() else 1


def compile_at_each_change(goes_on: Callable[[], bool]) -> None:
    """A change during a compilation begins it again."""
    compilation: BaseProcess | None = None
    for _ in changes(goes_on):
        if compilation is not None:
            compilation.kill()
            compilation.join()
        compilation = forked(pages.compile_again)


def changes(goes_on: Callable[[], bool]) -> Iterator[None]:
    """One for each change on disk, for as long as everything goes on."""
    watcher = watchfiles.watch(
        *WATCHED,
        watch_filter=is_source,
        step=TICK_MS,
        rust_timeout=POLL_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
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
    process = FORK.Process(target=work, args=arguments)
    process.start()
    return process


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
