"""The room where documents are read: a process that loads the parsers, gives up its rights, forks for each document.

It meets no document itself: what a hostile one does to its child is gone with the child. Run by `room.Room`."""

import gc
import importlib
import json
import os
import pkgutil
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from espace_factures.adapters.documents import child_limits
from espace_factures.adapters.documents.child_limits import Given, Limits
from espace_factures.adapters.documents.confine import confine
from espace_factures.adapters.documents.schema import shipped

Task = Callable[[bytes, tuple[str, ...]], bytes]

ORDER_BYTES: Final = 4096
PACKAGE: Final = Path(__file__).parents[2]


@dataclass(slots=True)
class Reading:
    """A child at work: whom to tell, and when it is late."""

    child: int
    asker: socket.socket
    deadline: float
    is_late: bool = False


def main() -> None:
    """Run as `-c`, with the arguments: root, the socket of the orders, the modules in JSON."""
    _, _, descriptor, modules = sys.argv
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed in the terminal of the application, which ends this in time
    orders = socket.socket(fileno=int(descriptor))
    tasks = {name: _loaded(name) for name in json.loads(modules)}
    _load_encodings()
    rules = shipped("")
    base = child_limits.used()
    left = confine(PACKAGE, rules)
    gc.collect()
    gc.freeze()  # what is shared with the children is not touched, so not copied
    orders.send(json.dumps(left.lacks).encode())
    Desk(orders, tasks, base, left.readable).serve()


def _loaded(name: str) -> Task:
    """The module's task, once it has run on something harmless: what it imports late is imported by now."""
    module = importlib.import_module(name)
    if hasattr(module, "warm_up"):
        module.warm_up()
    return module.main


def _load_encodings() -> None:
    """An XML names its own; the files of Python may be out of reach by then."""
    import encodings

    for found in pkgutil.iter_modules(encodings.__path__):
        if found.name not in {"mbcs", "oem"}:  # of Windows alone
            importlib.import_module(f"encodings.{found.name}")


class Desk:
    """Takes orders, forks, sees each child end in time, answers; one thread, so that a fork is whole."""

    def __init__(
        self, orders: socket.socket, tasks: dict[str, Task], base: child_limits.Used, readable: tuple[int, ...]
    ) -> None:
        self.orders, self.tasks, self.base, self.readable = orders, tasks, base, readable
        self.own = os.getpid()
        self.at_work: dict[int, Reading] = {}
        self.events = selectors.DefaultSelector()
        self.events.register(orders, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until the application is gone; its children go with it."""
        while True:
            for key, _ in self.events.select(self._patience()):
                if key.fileobj is not self.orders:
                    self._see_end(key.fd)
                elif not self._take_order():
                    return
            self._end_late()

    def _patience(self) -> float | None:
        waits = [reading.deadline for reading in self.at_work.values() if not reading.is_late]
        return max(min(waits) - time.monotonic(), 0) if waits else None

    def _take_order(self) -> bool:
        """Fork for one document; False when nobody can ask any more."""
        message, descriptors, _, _ = socket.recv_fds(self.orders, ORDER_BYTES, 3)
        if not message:
            return False
        given, answer, asker = descriptors
        order = json.loads(message)
        limits = Limits(**order["limits"])
        child = os.fork()
        if not child:
            self._read(order, limits, given, answer)
        os.close(given)
        os.close(answer)
        deadline = time.monotonic() + limits.patience
        watched = os.pidfd_open(child)
        self.at_work[watched] = Reading(child, socket.socket(fileno=asker), deadline)
        self.events.register(watched, selectors.EVENT_READ)
        return True

    def _read(self, order: dict[str, object], limits: Limits, given: int, answer: int) -> None:
        """In the child: never returns."""
        status = 1
        try:
            task, arguments = self.tasks[str(order["module"])], order["arguments"]
            content = child_limits.begin(Given(self.own, given, answer, self.readable), limits, self.base)
            child_limits.answer(task(content, tuple(arguments)))  # pyright: ignore[reportArgumentType]
            status = 0
        finally:
            os._exit(status)

    def _see_end(self, watched: int) -> None:
        """Tell who asked how it ended."""
        reading = self.at_work.pop(watched)
        self.events.unregister(watched)
        os.close(watched)
        _, status = os.waitpid(reading.child, 0)
        said = (
            "out of time" if reading.is_late else "" if status == 0 else f"status {os.waitstatus_to_exitcode(status)}"
        )
        with reading.asker as asker:
            try:
                asker.send(f"ended {said}".encode())
            except OSError:  # who asked is gone
                return

    def _end_late(self) -> None:
        now = time.monotonic()
        for reading in self.at_work.values():
            if reading.deadline <= now and not reading.is_late:
                reading.is_late = True
                os.kill(reading.child, signal.SIGKILL)
