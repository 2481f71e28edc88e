"""Two ways to start Granian: cold as production does, or forked from a process that has imported the libraries.

Libraries are nine tenths of a start (2.4 s of processor out of 2.7), and tests start the application some sixty times.
"""

import contextlib
import multiprocessing
import os
import runpy
import subprocess
import sys
import warnings
from multiprocessing.context import ForkServerProcess as Forked
from pathlib import Path

ROOT = Path(__file__).parents[1]
NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(["tests.preloaded"])


class Cold(subprocess.Popen[bytes]):
    """A process that answers like those of multiprocessing."""

    @property
    def exitcode(self) -> int | None:
        """None while it runs."""
        return self.poll()

    def join(self, seconds: float) -> None:
        """Wait so long at most."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(seconds)


def cold(words: list[str], environment: dict[str, str], log: Path) -> Cold:
    """Granian as the launcher starts it."""
    command = [sys.executable, "-W", "ignore", "-m", "granian", *words]
    with log.open("ab") as output:
        return Cold(command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True)


def forked(words: list[str], environment: dict[str, str], log: Path) -> Forked:
    """The same Granian, the same application; only the imports of others are done."""
    process = NURSERY.Process(target=_granian, args=(words, environment, log))
    process.start()
    return process


def _granian(words: list[str], environment: dict[str, str], log: Path) -> None:
    os.setsid()
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as output:
        for descriptor in (1, 2):
            os.dup2(output.fileno(), descriptor)
    warnings.simplefilter("ignore")
    multiprocessing.set_start_method("fork", force=True)
    sys.argv = ["granian", *words]
    runpy.run_module("granian", run_name="__main__", alter_sys=True)
