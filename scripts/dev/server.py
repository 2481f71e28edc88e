"""The application while developing: it starts again only when a change reaches what runs behind the pages."""

import multiprocessing
import os
from pathlib import Path
from typing import Any, Final

import watchfiles
from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from espace_factures.frontend import ROOT
from scripts.dev.imports import PACKAGE, Imports

TICK_MS: Final = 50
KILL_SECONDS: Final = 2


class BehindTheScreen(watchfiles.PythonFilter):
    """Lets through the files whose change the running application would feel."""

    def __init__(self) -> None:
        super().__init__()
        self.imports = Imports()
        self.imports.behind_the_screen()

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        """Whether to start again for this file."""
        return super().__call__(change, path) and self.imports.is_behind(Path(path))


def app() -> Any:
    """The application, which also tells the compiler the pages that somebody looks at."""
    from espace_factures.espace_factures import app as ours
    from scripts.dev.seen import Seen

    ours.add_middleware(Seen(), index=0)
    return ours()


def main(port: int) -> None:
    """Serve until stopped; the pages are compiled beside it, not by it."""
    os.environ["__REFLEX_SKIP_COMPILE"] = "yes"
    multiprocessing.set_start_method("fork", force=True)
    Server(
        "scripts.dev.server:app",
        factory=True,
        address="0.0.0.0",
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        log_level=LogLevels.warning,
        working_dir=ROOT,
        reload=True,
        reload_paths=[PACKAGE],
        reload_filter=BehindTheScreen,
        reload_tick=TICK_MS,
        reload_ignore_worker_failure=True,
        workers_kill_timeout=KILL_SECONDS,
    ).serve()
