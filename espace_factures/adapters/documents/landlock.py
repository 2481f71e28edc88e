"""Landlock: from then on this process and its children open nothing but what they are left to read.

Without a library: the three calls have no wrapper in libc, and the packages that make them are young."""

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""The same numbers on every architecture (linux/Documentation/userspace-api/landlock.rst)."""
ASK_VERSION: Final = 1
PATH_BENEATH: Final = 1
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3

RIGHTS_BY_VERSION: Final = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights on files a version knows; 16 since the fifth. All are given up."""
NETWORK_SINCE, SCOPE_SINCE = 4, 6
BOTH: Final = 0b11
"""Bind and connect over TCP; then: signals and abstract sockets of others."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scope", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("path", ctypes.c_int32))


libc = ctypes.CDLL(None, use_errno=True)


def opened(paths: Iterable[Path]) -> tuple[int, ...]:
    """Descriptors of those that are there, to be named to Landlock later."""
    return tuple(os.open(path, os.O_PATH | os.O_CLOEXEC) for path in paths if os.path.exists(path))


def leave_only(readable: Iterable[int]) -> bool:
    """Keep the reading of these files and folders, give up all others for good; False when the kernel cannot."""
    version = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION)
    if version < 1:
        return False
    ruleset = libc.syscall(CREATE_RULESET, ctypes.byref(_all_rights(version)), ctypes.c_size_t(_size(version)), 0)
    if ruleset < 0:
        return False
    try:
        return all(_keep(ruleset, path) for path in readable) and not _restrict(ruleset)
    finally:
        os.close(ruleset)


def _all_rights(version: int) -> _Ruleset:
    files = (1 << RIGHTS_BY_VERSION.get(version, 16)) - 1
    return _Ruleset(files, BOTH * (version >= NETWORK_SINCE), BOTH * (version >= SCOPE_SINCE))


def _size(version: int) -> int:
    """A version refuses the fields that came after it."""
    return 8 * (1 + (version >= NETWORK_SINCE) + (version >= SCOPE_SINCE))


def _keep(ruleset: int, path: int) -> bool:
    rights = READ_FILE | READ_FOLDER if stat.S_ISDIR(os.fstat(path).st_mode) else READ_FILE
    rule = _Beneath(rights, path)
    return libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0) == 0


def _restrict(ruleset: int) -> int:
    return libc.syscall(RESTRICT_SELF, ruleset, 0)
