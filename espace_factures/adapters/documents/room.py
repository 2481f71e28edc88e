"""Asks the reading room: hands it one document at a time, opens it anew when it is gone."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from espace_factures.adapters.documents.child_limits import RESULT_BYTES, Limits

ROOT: Final = str(Path(__file__).parents[3])
# -I keeps PYTHON* variables, the working directory and the user's site away; the package's root comes back by hand.
BOOT: Final = (
    "import sys; sys.path.append(sys.argv[1]); from espace_factures.adapters.documents import launch; launch.main()"
)
OPENING_SECONDS: Final = 60
GRACE_SECONDS: Final = 2
"""Between a reading's own deadline and the moment the room itself is thought dead."""
TRIES: Final = 2
"""A room that was killed is opened anew unseen; the document that finds two of them dead has its share in it."""
VERDICT_BYTES: Final = 100


class ChildFailedError(Exception):
    """The child died, was killed, or ran out of time or memory."""


class RoomLostError(Exception):
    """The room ended, or did not open."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A living room: its process, where it takes its orders, and what it could not give up."""

    process: subprocess.Popen[bytes]
    orders: socket.socket
    lacks: tuple[str, ...]

    def close(self) -> None:
        """End it, and its children with it."""
        self.orders.close()
        self.process.kill()
        self.process.wait()


class Room:
    """A warm process without rights that can run the tasks of these modules, a forked child for each document."""

    def __init__(self, *modules: str) -> None:
        self._modules = modules
        self._opened: Opened | None = None
        self._door = Lock()

    def run(self, module: str, arguments: tuple[str, ...], content: bytes, limits: Limits) -> bytes:
        """What `module.main(content, arguments)` answers, run in a limited child; raises ChildFailedError."""
        for _ in range(TRIES):
            opened = self._open()
            try:
                return _ask(opened, module, arguments, content, limits)
            except RoomLostError:
                self._leave(opened)
        raise ChildFailedError("the room was lost")

    def lacks(self) -> tuple[str, ...]:
        """What this machine did not let the room give up; opens it."""
        return self._open().lacks

    def close(self) -> None:
        """End the room; the next document opens another."""
        with self._door:
            if self._opened:
                self._opened.close()
            self._opened = None

    @property
    def pid(self) -> int:
        """The process of the room, opened if it was not."""
        return self._open().process.pid

    def _open(self) -> Opened:
        with self._door:
            if self._opened is None:
                try:
                    self._opened = _open(self._modules)
                except RoomLostError as failure:
                    raise ChildFailedError("the room did not open") from failure
            return self._opened

    def _leave(self, lost: Opened) -> None:
        """Forget a room that is gone, once, whoever noticed it first."""
        with self._door:
            if self._opened is lost:
                self._opened = None
                lost.close()


def _open(modules: tuple[str, ...]) -> Opened:
    """Start the process, with nothing of this one's environment; wait until it has given up its rights."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", BOOT, ROOT, str(theirs.fileno()), json.dumps(modules)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
            cwd="/",
            pass_fds=(theirs.fileno(),),
        )
    ours.settimeout(OPENING_SECONDS)
    said = _heard(ours)
    if not said:
        Opened(process, ours, ()).close()
        raise RoomLostError
    return Opened(process, ours, tuple(json.loads(said)))


def _ask(opened: Opened, module: str, arguments: tuple[str, ...], content: bytes, limits: Limits) -> bytes:
    """One document read in a child of the room; raises RoomLostError or ChildFailedError."""
    order = json.dumps({"module": module, "arguments": arguments, "limits": asdict(limits)}).encode()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, _in_memory(content) as given, _in_memory() as answer:
        with theirs:
            try:
                socket.send_fds(opened.orders, [order], [given, answer, theirs.fileno()])
            except OSError as failure:
                raise RoomLostError from failure
        ours.settimeout(limits.patience + GRACE_SECONDS)
        verdict = _heard(ours)
        if not verdict:
            raise RoomLostError
        if verdict != b"ended ":
            raise ChildFailedError(verdict.decode())
        return os.pread(answer, RESULT_BYTES, 0)


def _heard(speaker: socket.socket) -> bytes:
    """What the room says; nothing when it is gone, or so late that it may as well be."""
    try:
        return speaker.recv(VERDICT_BYTES * 4)
    except OSError:
        return b""


@contextmanager
def _in_memory(content: bytes = b"") -> Iterator[int]:
    """A file that has no name and touches no disk."""
    descriptor = os.memfd_create("document")
    try:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(content)
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)
