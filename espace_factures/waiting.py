"""What the launcher becomes once all is ready: it starts the server and waits for its end, with hardly any memory.

It takes the launcher's place and number, so that nothing of what was needed to prepare is held while it waits.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from types import FrameType
from typing import Final, NoReturn

WAIT_SECONDS: Final = 0.05
SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
KILLED: Final = 128
"""What a shell adds to the number of the signal that ended a program."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The server, where it answers, what is then said, and what is run once it has ended.

    Told to stop, it has `patience` seconds; then it is killed, with all that it started.
    """

    server: Sequence[str]
    folder: str
    ports: Sequence[int]
    words: str
    at_end: Sequence[str]
    patience: float = 30


def become(plan: Plan, environment: dict[str, str]) -> NoReturn:
    """This program is replaced; a signal that comes meanwhile is heard by the one that waits."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    command = [sys.executable, "-W", "ignore", "-m", "espace_factures.waiting", json.dumps(asdict(plan))]
    os.execve(sys.executable, command, environment)  # noqa: S606 - no shell reads it


def wait(plan: Plan) -> int:
    """Run it until it ends or is told to; returns its exit code, 128 and the signal's number when one killed it."""
    try:
        with until_stopped():
            return _run(plan)
    finally:
        if plan.at_end:
            subprocess.run(plan.at_end, check=False)


@contextmanager
def until_stopped() -> Iterator[None]:
    """Either signal ends the block, in any phase, though a shell's « & » makes a program deaf to SIGINT."""
    for number in SIGNALS:
        signal.signal(number, _stop)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    yield


def listens(port: int) -> bool:
    """Whether somebody answers there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _run(plan: Plan) -> int:
    with subprocess.Popen(plan.server, cwd=plan.folder, process_group=0) as server:
        try:
            if all(_answers(server, port) for port in plan.ports):
                sys.stdout.write(plan.words)
                sys.stdout.flush()
            code = server.wait()
            return code if code >= 0 else KILLED - code
        finally:
            _end(server, plan.patience)


def _end(server: subprocess.Popen[bytes], patience: float) -> None:
    """Ask it to stop, then kill what is left of its group: nothing outlives the launcher, nor keeps it waiting."""
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(patience)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the port is open; false when the server ends before."""
    while server.poll() is None:
        if listens(port):
            return True
        time.sleep(WAIT_SECONDS)
    return False


if __name__ == "__main__":
    sys.exit(wait(Plan(**json.loads(sys.argv[1]))))
