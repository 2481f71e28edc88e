"""Stops at the first SIGTERM or SIGINT, however it was started; what follows is cleaned up undisturbed."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from types import FrameType
from typing import Final

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


@contextlib.contextmanager
def until_stopped() -> Iterator[None]:
    """The block ends where the signal finds it. A shell's « & » starts programs deaf to SIGINT: both are heard anew."""
    for number in SIGNALS:
        signal.signal(number, _stop)
    with contextlib.suppress(KeyboardInterrupt):
        yield


def as_born() -> None:
    """A forked process dies of a signal at once, as any program does."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)


def end_group(leader: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session, and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader.pid, signal.SIGTERM)


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
