"""A filter of system calls: a document's child computes, reads what Landlock left it, answers, and ends.

What is not listed does not exist for it (ENOSYS, which makes the C library fall back on an older call): no socket, no
other program, no signal to others, no new process, no change of rights, owner or name of a file."""

import ctypes
import os
import platform
import struct
from typing import Final

from espace_factures.adapters.documents.landlock import libc

SET_SECCOMP, BY_FILTER = 22, 2
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000 | 38, 0x80000000
LOAD, EQUAL, HAS_BIT, ANSWER = 0x20, 0x15, 0x45, 0x06
CALL, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
"""Where the filter finds them, in bytes (linux/seccomp.h, struct seccomp_data; little-endian)."""
THREAD: Final = 0x00010000
"""CLONE_THREAD."""

# linux/asm/unistd_64.h and asm-generic/unistd.h: (x86_64, aarch64); None where the call has no number.
CALLS: Final[dict[str, tuple[int | None, int | None]]] = {
    "read": (0, 63), "write": (1, 64), "open": (2, None), "close": (3, 57), "stat": (4, None), "fstat": (5, 80),
    "lstat": (6, None), "lseek": (8, 62), "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215),
    "brk": (12, 214), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "pread64": (17, 67), "readv": (19, 65), "writev": (20, 66), "access": (21, None), "sched_yield": (24, 124),
    "mremap": (25, 216), "mincore": (27, 232), "madvise": (28, 233), "dup": (32, 23), "nanosleep": (35, 101),
    "getpid": (39, 172), "exit": (60, 93), "uname": (63, 160), "fcntl": (72, 25), "getcwd": (79, 17),
    "readlink": (89, None), "gettimeofday": (96, 169), "getrusage": (98, 165), "sysinfo": (99, 179),
    "times": (100, 153), "getuid": (102, 174), "getgid": (104, 176), "geteuid": (107, 175), "getegid": (108, 177),
    "sigaltstack": (131, 132), "fstatfs": (138, 44), "gettid": (186, 178), "futex": (202, 98),
    "sched_getaffinity": (204, 123), "getdents64": (217, 61), "set_tid_address": (218, 96),
    "restart_syscall": (219, 128), "fadvise64": (221, 223), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115), "exit_group": (231, 94), "openat": (257, 56), "newfstatat": (262, 79),
    "readlinkat": (267, 78), "faccessat": (269, 48), "set_robust_list": (273, 99), "getrandom": (318, 278),
    "membarrier": (324, 283), "statx": (332, 291), "rseq": (334, 293), "faccessat2": (439, 439),
}  # fmt: skip
CLONE: Final = (56, 220)
PRLIMIT: Final = (302, 261)
ARCHITECTURES: Final = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def is_possible() -> bool:
    """Whether a child of this process can be filtered: one tries."""
    child = os.fork()
    if not child:
        os._exit(not allow_only_reading(threads=False))
    return os.waitpid(child, 0)[1] == 0


def allow_only_reading(*, threads: bool) -> bool:
    """Filter this process for good; False when the kernel or the architecture cannot."""
    column, name = ARCHITECTURES.get(platform.machine(), (0, 0))
    if not name:
        return False
    steps = _steps(column, name, threads=threads)
    program = _Program(len(steps) // 8, steps)
    return libc.prctl(SET_SECCOMP, BY_FILTER, ctypes.byref(program), 0, 0) == 0


def _steps(column: int, architecture: int, *, threads: bool) -> bytes:
    """The program: the architecture, the calls that depend on their first argument, those that do not, the refusal."""
    known = [numbers[column] for numbers in CALLS.values() if numbers[column] is not None]
    steps = [_step(LOAD, ARCHITECTURE), _step(EQUAL, architecture, 1), _step(ANSWER, KILL), _step(LOAD, CALL)]
    steps += _when(PRLIMIT[column], EQUAL, 0)
    if threads:
        steps += _when(CLONE[column], HAS_BIT, THREAD)
    for left, number in zip(range(len(known), 0, -1), known, strict=True):
        steps.append(_step(EQUAL, number or 0, left))
    return b"".join([*steps, _step(ANSWER, REFUSE), _step(ANSWER, ALLOW)])


def _when(number: int, test: int, value: int) -> list[bytes]:
    """One call, allowed when its first argument passes the test."""
    asked = _step(LOAD, FIRST_ARGUMENT), _step(test, value, 0, 1), _step(ANSWER, ALLOW), _step(ANSWER, REFUSE)
    return [_step(EQUAL, number, 0, len(asked)), *asked]


def _step(code: int, value: int, if_so: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, otherwise, value)
