"""A document that takes its reader over finds a child that can reach nothing: what it tries is tried here, in one.

This module is its own hostile child: `main` tries what its argument lists."""

import ctypes
import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from espace_factures.adapters.documents.child_limits import Limits
from espace_factures.adapters.documents.room import Room
from espace_factures.adapters.documents.rooms import READING
from tests import factories
from tests.hostile.planting import House, Victim

GIGABYTE = 1024**3
WITH_THREADS = Limits(seconds=20, memory=GIGABYTE, address_space=False, threads=True)
AS_A_READING = Limits(seconds=20, memory=GIGABYTE)
PTRACE_ATTACH = 16


def main(_: bytes, arguments: tuple[str, ...]) -> bytes:
    """What became of each gesture: empty when it succeeded, else the error."""
    return json.dumps([[name, target, tried(name, target)] for name, target in json.loads(arguments[0])]).encode()


def tried(name: str, target: str) -> str:
    try:
        GESTURES[name](target)
    except BaseException as failure:
        return repr(failure)
    return ""


def connect(address: str) -> None:
    if address.startswith("/"):
        with socket.socket(socket.AF_UNIX) as door:
            door.connect(address)
        return
    with socket.create_connection(("127.0.0.1", int(address)), timeout=2):
        return


def shout(address: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        door.sendto(b"x", (address, 53))


def enumerate_folder(path: str) -> None:
    os.listdir(path)


def read(path: str) -> None:
    with open(path, "rb") as file:
        file.read(10)


def write(path: str) -> None:
    with open(path, "ab") as file:
        file.write(b"x")


def kill(process: str) -> None:
    os.kill(int(process), 0)


def attach(process: str) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(PTRACE_ATTACH, int(process), 0, 0):
        raise OSError(ctypes.get_errno())


def run(program: str) -> None:
    os.execv(program, [program])


def breed(_: str) -> None:
    if not os.fork():
        os._exit(0)


def rise(_: str) -> None:
    os.setuid(0)


def see(name: str) -> None:
    # APP_ENV is given by the tests themselves, which this module imports.
    if os.environ.keys() <= {"LC_ALL", "LC_CTYPE", "APP_ENV", "OMP_THREAD_LIMIT"}:
        raise LookupError(name)


GESTURES: dict[str, Callable[[str], None]] = {
    "connect": connect,
    "shout": shout,
    "list": enumerate_folder,
    "read": read,
    "write": write,
    "change": lambda path: os.chmod(path, 0o777),
    "remove": os.unlink,
    "make": os.mkdir,
    "kill": kill,
    "attach": attach,
    "run": run,
    "breed": breed,
    "rise": rise,
    "see": see,
    "hold": lambda number: os.fstat(int(number)) and None,
}


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    """A room that has this module for its parser."""
    room = Room(__name__)
    yield room
    room.close()


def in_child(room: Room, *gestures: tuple[str, Any], limits: Limits = AS_A_READING) -> dict[tuple[str, str], str]:
    asked = json.dumps([[name, str(target)] for name, target in gestures])
    answers = json.loads(room.run(__name__, (asked,), b"", limits))
    return {(name, target): said for name, target, said in answers}


@pytest.mark.parametrize("limits", [AS_A_READING, WITH_THREADS], ids=["reading", "rules"])
def test_a_child_reaches_nobody(house: House, room: Room, limits: Limits) -> None:
    database = house.rows("SELECT current_setting('unix_socket_directories'), current_setting('port')")[0]
    postgresql = f"{database[0].split(',')[0].strip()}/.s.PGSQL.{database[1]}"
    doors = [("connect", house.server.port), ("connect", postgresql), ("connect", database[1]), ("shout", "192.0.2.1")]
    assert not tried("connect", str(house.server.port))
    answers = in_child(room, *doors, limits=limits)
    assert all(answers.values()), answers


@pytest.mark.parametrize("limits", [AS_A_READING, WITH_THREADS], ids=["reading", "rules"])
def test_a_child_sees_no_stored_file_no_secret_and_no_process(
    house: House, victim: Victim, room: Room, limits: Limits
) -> None:
    server, stored = house.server.process, next(iter(house.files()))
    assert server is not None
    places = ["/", "/proc", "/etc", "/tmp", "/root", house.folder, house.folder / "files", Path.cwd()]
    files = [stored, "/etc/passwd", "/proc/1/status", "/proc/meminfo"]
    files += [f"/proc/{process}/{name}" for process in (server.pid, os.getpid()) for name in ("environ", "mem", "maps")]
    gestures = [("list", place) for place in places] + [("read", file) for file in files] + [("see", "environment")]
    assert (
        not tried("list", str(house.folder)) + tried("read", str(stored)) + tried("read", f"/proc/{server.pid}/environ")
    )
    answers = in_child(room, *gestures, limits=limits)
    assert all(answers.values()), answers


@pytest.mark.parametrize("limits", [AS_A_READING, WITH_THREADS], ids=["reading", "rules"])
def test_a_child_changes_nothing(house: House, victim: Victim, room: Room, tmp_path: Path, limits: Limits) -> None:
    stored, open_to_all = next(iter(house.files())), tmp_path / "open"
    open_to_all.mkdir()
    for folder in (open_to_all, *tmp_path.parents[:2]):
        folder.chmod(0o777)
    existing = open_to_all / "existing"
    existing.touch(0o666)
    existing.chmod(0o666)
    gestures = [("write", open_to_all / "new"), ("write", existing), ("write", "/dev/shm/x"), ("write", "/tmp/x-child")]
    gestures += [("make", open_to_all / "folder"), ("remove", existing), ("change", existing)]
    gestures += [("write", stored), ("remove", stored), ("change", stored)]
    answers = in_child(room, *gestures, limits=limits)
    assert all(answers.values()), answers
    assert (existing.read_bytes(), list(open_to_all.iterdir())) == (b"", [existing])


@pytest.mark.parametrize("limits", [AS_A_READING, WITH_THREADS], ids=["reading", "rules"])
def test_a_child_touches_no_other_process(house: House, room: Room, limits: Limits) -> None:
    server = house.server.process
    assert server is not None
    others = [os.getpid(), server.pid, room.pid]
    gestures = [(gesture, other) for other in others for gesture in ("kill", "attach")]
    answers = in_child(room, *gestures, ("breed", ""), ("rise", ""), ("run", "/bin/true"), limits=limits)
    assert all(answers.values()), answers


def test_a_child_holds_its_document_and_its_answer_and_nothing_else(room: Room) -> None:
    held = in_child(room, *[("hold", number) for number in range(64)])
    assert [number for (_, number), said in held.items() if not said] == ["0", "1", "2"]


def test_the_warm_process_has_no_capability_no_account_and_no_network_of_the_portal() -> None:
    assert READING.lacks() == ()
    status = Path(f"/proc/{READING.pid}/status").read_text()
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert {fields[name] for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {"0" * 16}
    assert fields["NoNewPrivs"] == "1"
    assert os.geteuid() or "0" not in fields["Uid"].split()
    spaces = [os.readlink(f"/proc/{process}/ns/net") for process in (READING.pid, os.getpid())]
    assert spaces[0] != spaces[1]


def test_a_reader_killed_in_the_server_is_felt_by_nobody(house: House, victim: Victim) -> None:
    for turn in range(2):
        content = factories.a_pdf(f"Pièce {turn}")
        answer = house.client(victim.actor).post("/documents", files={"fichier": (f"{turn}.pdf", content)})
        assert answer.status_code == 200
        (room,) = rooms_of(house)
        os.kill(room, signal.SIGKILL)


def rooms_of(house: House) -> list[int]:
    """The processes of the server that read documents."""
    assert house.server.process is not None
    found = descendants(house.server.process.pid or 0)
    return [process for process in found if b"launch.main()" in Path(f"/proc/{process}/cmdline").read_bytes()]


def descendants(process: int) -> list[int]:
    """The children of a process, and theirs."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [*children, *(one for child in children for one in descendants(child))]
