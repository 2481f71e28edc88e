"""What waits for the server ends when it does, whatever it does, and says truly how."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from espace_factures.waiting import Plan

DEAF = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid, flush=True)
time.sleep(60)
"""


def waiting(code: str, folder: Path, patience: float = 30) -> subprocess.Popen[str]:
    """A server that is this code, and who waits for it."""
    plan = Plan([sys.executable, "-c", code], str(folder), (), "", (), patience)
    command = [sys.executable, "-m", "espace_factures.waiting", json.dumps(asdict(plan))]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    ("code", "said"), [("", 0), ("raise SystemExit(3)", 3), ("import os; os.kill(os.getpid(), 9)", 137)]
)
def test_a_server_that_ends_by_itself_gives_its_exit_code(tmp_path: Path, code: str, said: int) -> None:
    with waiting(code, tmp_path) as who:
        assert who.wait(20) == said


def test_a_server_that_does_not_stop_when_told_is_killed_with_what_it_started(tmp_path: Path) -> None:
    with waiting(DEAF, tmp_path, patience=0.3) as who:
        assert who.stdout is not None
        child = int(who.stdout.readline())
        who.send_signal(signal.SIGTERM)
        assert who.wait(10) == 0
    limit = time.monotonic() + 5
    while is_alive(child) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not is_alive(child)


def is_alive(number: int) -> bool:
    """Whether a process runs; one that ended and that nobody buried does not."""
    status = Path(f"/proc/{number}/status")
    return status.exists() and "State:\tZ" not in status.read_text()
