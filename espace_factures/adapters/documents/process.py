"""Runs one parser in a child that can neither outlive its time nor outgrow its memory."""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from espace_factures.adapters.documents.launch import RESULT_BYTES

ROOT = str(Path(__file__).parents[3])
# -I keeps PYTHON* variables, the working directory and the user's site away; the package's root comes back by hand.
BOOT = "import sys; sys.path.append(sys.argv[1]); from espace_factures.adapters.documents import launch; launch.main()"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds of wall clock (and of CPU), bytes of memory."""

    seconds: float
    memory: int
    address_space: bool = True
    """Limit the whole address space, or only the data: a GraalVM runtime reserves 32 GB of addresses it never uses."""
    threads: bool = False


class ChildFailedError(Exception):
    """The child died, was killed, or ran out of time or memory."""


def run_limited(module: str, arguments: tuple[str, ...], content: bytes, limits: Limits) -> bytes:
    """What `module.main(content, arguments)` answers, run in a limited child; raises ChildFailedError."""
    # Unlinked files rather than pipes: no deadlock, no reading thread, and RLIMIT_FSIZE caps the answer.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(content)
        given.seek(0)
        command = [sys.executable, "-I", "-c", BOOT, ROOT, json.dumps(asdict(limits)), module, *arguments]
        _run(command, given, answer, limits.seconds)
        answer.seek(0)
        return answer.read(RESULT_BYTES)


def _run(command: list[str], given: IO[bytes], answer: IO[bytes], seconds: float) -> None:
    """Start the child in a session of its own, with nothing of this process's environment, and see it end."""
    alive, held_by_child = os.pipe()
    with open(alive, "rb") as pipe:
        try:
            child = subprocess.Popen(
                command,
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env={"LC_ALL": "C.UTF-8"},
                cwd=tempfile.gettempdir(),
                start_new_session=True,
                pass_fds=(held_by_child,),
            )
        finally:
            os.close(held_by_child)
        _wait(child, pipe, seconds)


def _wait(child: subprocess.Popen[bytes], pipe: IO[bytes], seconds: float) -> None:
    """Let the child end by itself, or end it with all its group."""
    deadline = time.monotonic() + seconds
    try:
        # The pipe closes at the child's death; Popen.wait alone would notice up to 50 ms late.
        with selectors.DefaultSelector() as death:
            death.register(pipe, selectors.EVENT_READ)
            death.select(seconds)
        status = child.wait(max(deadline - time.monotonic(), 0.01))
    except BaseException as failure:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if isinstance(failure, subprocess.TimeoutExpired):
            raise ChildFailedError("out of time") from failure
        raise
    if status != 0:
        raise ChildFailedError(f"status {status}")
