"""The first steps of a document's child: its limits, its filter, and no descriptor but its document and its answer."""

import contextlib
import os
import resource
import signal
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Final

from espace_factures.adapters.documents import landlock, seccomp
from espace_factures.adapters.documents.landlock import libc

RESULT_BYTES: Final = 1024 * 1024
"""An answer is a few kilobytes; the kernel stops the child from writing more than this."""
OPEN_FILES: Final = 64
BUSY: Final = 3
"""A document is read as far on a busy machine as on an idle one; a child that sleeps is ended all the same."""
HIGHEST: Final = 4096
END_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use: seconds of processor, bytes of memory besides the parsers' own."""

    seconds: float
    memory: int
    address_space: bool = True
    """Limit the whole address space, or only the data: a GraalVM runtime reserves 32 GB of addresses it never uses."""
    threads: bool = False

    @property
    def patience(self) -> float:
        """Seconds of wall clock: who yields the processors to others is given the time to."""
        return self.seconds * BUSY


@dataclass(frozen=True, slots=True)
class Used:
    """Bytes of addresses and of data that the parsers take before any document."""

    addresses: int
    data: int


@dataclass(frozen=True, slots=True)
class Given:
    """What a child is handed: who made it, the descriptors of its document, of its answer, of what it may read."""

    parent: int
    document: int
    answer: int
    readable: tuple[int, ...]


def used() -> Used:
    """What this process takes now."""
    pages = [int(field) for field in Path("/proc/self/statm").read_text().split()]
    return Used(pages[0] * resource.getpagesize(), pages[5] * resource.getpagesize())


def begin(given: Given, limits: Limits, base: Used) -> bytes:
    """Limit this process for good; the document."""
    libc.prctl(END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != given.parent:
        raise ProcessLookupError
    # A GraalVM runtime asks where its own memory is.
    own = landlock.opened([Path("/proc/self")]) if limits.threads else ()
    landlock.leave_only((*given.readable, *own))
    os.dup2(given.document, 0)
    os.dup2(given.answer, 1)
    os.closerange(3, HIGHEST)
    _limit(limits, base)
    seccomp.allow_only_reading(threads=limits.threads)
    with open(0, "rb", closefd=False) as document:
        return document.read()


def answer(content: bytes) -> None:
    """Hand the answer over."""
    with open(1, "wb", closefd=False) as file:
        file.write(content)


def _limit(limits: Limits, base: Used) -> None:
    memory = resource.RLIMIT_AS if limits.address_space else resource.RLIMIT_DATA
    ceilings = {
        memory: limits.memory + (base.addresses if limits.address_space else base.data),
        resource.RLIMIT_CPU: ceil(limits.seconds),
        resource.RLIMIT_FSIZE: RESULT_BYTES,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    if not limits.threads:
        ceilings[resource.RLIMIT_NPROC] = 0
    for name, ceiling in ceilings.items():
        hard = resource.getrlimit(name)[1]
        lowest = ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard)
        with contextlib.suppress(ValueError):
            resource.setrlimit(name, (lowest, lowest))
