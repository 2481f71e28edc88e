"""The process that reads strangers' files gives up what a reading has no use for, and says what it could not."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from espace_factures.adapters.documents import landlock, seccomp
from espace_factures.adapters.documents.landlock import libc

NICENESS: Final = 10
"""A tenth of the weight of the application's own processes: all of an idle machine, little of a busy one.

The room stays in the session of the application: Linux weighs sessions against each other first, so that in one of its
own the niceness would count for nothing, and beside other programs of the machine it is the application's share."""
FIRST_KILLED: Final = "1000"
"""When memory runs out, the kernel ends a reading rather than the portal (proc(5), oom_score_adj)."""

OWN_UID: Final = 60_999
"""Nobody's: Debian and systemd give none between 60578 and 61183 (systemd, « UIDS-GIDS »)."""

PROC: Final = Path("/proc")
NEW_USER, NEW_NETWORK, NEW_IPC = 0x10000000, 0x40000000, 0x08000000
NO_NEW_PRIVILEGES: Final = 38
CAPABILITIES_VERSION: Final = 0x20080522


class Right(StrEnum):
    """What is given up, in the words of the line at the start."""

    FILES = "files and /proc"
    CALLS = "system calls (sockets, programs, signals)"
    NETWORK = "a network of its own"
    ACCOUNT = "an account of its own"


@dataclass(frozen=True, slots=True)
class Left:
    """What this machine does not let go of, and the folders a child may read: code and fonts."""

    lacks: tuple[Right, ...]
    readable: tuple[int, ...]


def confine(package: Path, data: Path | None) -> Left:
    """Give everything up, for good, but the reading of code, of fonts, and of /proc, which children give up."""
    _yield()
    readable = landlock.opened(_needed(package))
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    is_root = os.geteuid() == 0
    left = {
        Right.NETWORK: _leave_network(is_root=is_root),
        Right.FILES: landlock.leave_only([*readable, *landlock.opened([PROC])]),
        Right.ACCOUNT: _leave_account(data) if is_root else True,
        Right.CALLS: seccomp.is_possible(),
    }
    _leave_capabilities()
    return Left(tuple(right for right, is_left in left.items() if not is_left), readable)


def _yield() -> None:
    """Leave the processors to those who wait for a page, and be the first to go when memory runs out."""
    os.nice(max(NICENESS - os.nice(0), 0))
    with suppress(OSError):
        (PROC / "self/oom_score_adj").write_text(FIRST_KILLED)


def _leave_network(*, is_root: bool) -> bool:
    """An empty network; who may not make one alone makes it within a user namespace, where they have no rights."""
    spaces = NEW_NETWORK | NEW_IPC if is_root else NEW_USER | NEW_NETWORK | NEW_IPC
    return libc.unshare(spaces) == 0


def _leave_account(data: Path | None) -> bool:
    """Root becomes nobody in particular, unless what is read beside a document is closed to others."""
    if data is None or not all(folder.stat().st_mode & 0o001 for folder in (data, *data.parents)):
        return False
    try:
        os.setgroups([])
        os.setresgid(OWN_UID, OWN_UID, OWN_UID)
        os.setresuid(OWN_UID, OWN_UID, OWN_UID)
    except OSError:  # a container may map no such account
        return False
    return True


def _leave_capabilities() -> None:
    header, none = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0), (ctypes.c_uint32 * 6)()
    libc.capset(ctypes.byref(header), ctypes.byref(none))


def _needed(package: Path) -> Iterator[Path]:
    """Code, the data beside it, the libraries and the fonts of the system, the chance that ciphers ask for."""
    # The root of the checkout is on the path, and may hold stored files: its package alone is needed.
    yield from (Path(entry) for entry in sys.path if entry and Path(entry) != package.parent)
    yield package
    yield from map(Path, ("/usr/lib", "/lib", "/lib64", "/usr/share/fonts"))
    yield Path(os.devnull).with_name("urandom")
