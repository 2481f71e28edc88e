"""The child can neither outlive its time, nor outgrow its memory, nor see what it was not given.

This module is its own hostile child: `main` misbehaves as its argument says."""

import os
import resource
import signal
import threading
import time
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from benchmarks.uploads import a_slow_pdf
from espace_factures.adapters.documents.child_limits import Limits
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.adapters.documents.room import ChildFailedError, Room
from espace_factures.adapters.documents.rooms import READING
from espace_factures.adapters.documents.wire import GarbledError, decode_invoice
from espace_factures.core.documents import DocumentKind, Level
from espace_factures.core.errors import FormError
from tests.adapters.documents_given import a_pdf, a_sample, saved

MEBIBYTE = 1024 * 1024
WIDE = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">' + b"<a/>" * 3_000_000 + b"</Invoice>"
ENOUGH = Limits(seconds=10, memory=512 * MEBIBYTE)
BRIEF = Limits(seconds=0.5, memory=512 * MEBIBYTE)


def main(content: bytes, arguments: tuple[str, ...]) -> bytes:
    misbehaviour, *details = arguments
    return MISBEHAVIOURS[misbehaviour](content, *details)


def hang(_: bytes) -> bytes:
    time.sleep(3600)
    return b""


def breed(_: bytes) -> bytes:
    os.fork()
    return b""


def spin(_: bytes) -> bytes:
    while True:
        pass


def hoard(_: bytes) -> bytes:
    return bytes(600 * MEBIBYTE)[:1]


def chatter(_: bytes) -> bytes:
    return b"x" * 2 * MEBIBYTE


def crash(_: bytes) -> bytes:
    os.abort()


def confess(_: bytes) -> bytes:
    return repr((sorted(os.environ), os.getcwd(), resource.getrlimit(resource.RLIMIT_NOFILE))).encode()


def echo(content: bytes) -> bytes:
    return content[::-1]


def doze(content: bytes) -> bytes:
    time.sleep(0.3)
    return content[::-1]


def remember(content: bytes) -> bytes:
    MEMORY.append(content)
    return b" ".join(MEMORY)


MEMORY: list[bytes] = []
MISBEHAVIOURS = {
    task.__name__: task for task in (hang, breed, spin, hoard, chatter, crash, confess, echo, doze, remember)
}
ROOM = Room(__name__)


@pytest.fixture(autouse=True, scope="module")
def closed_afterwards() -> Iterator[None]:
    yield
    ROOM.close()


def misbehave(*arguments: str, content: bytes = b"", limits: Limits = ENOUGH) -> bytes:
    return ROOM.run(__name__, arguments, content, limits)


def test_a_child_is_given_its_bytes_and_answers() -> None:
    assert misbehave("echo", content=b"abc") == b"cba"


def test_a_child_that_hangs_is_killed_in_time() -> None:
    started = time.monotonic()
    with pytest.raises(ChildFailedError, match="out of time"):
        misbehave("hang", limits=BRIEF)
    assert time.monotonic() - started < 3


def test_a_child_has_no_children() -> None:
    with pytest.raises(ChildFailedError):
        misbehave("breed")


def test_a_document_leaves_nothing_to_the_next() -> None:
    assert misbehave("remember", content=b"one") == b"one"
    assert misbehave("remember", content=b"two") == b"two"


def test_three_documents_that_hang_delay_no_fourth() -> None:
    late = [threading.Thread(target=fails, args=("hang",), kwargs={"limits": Limits(4, 512 * MEBIBYTE)}) for _ in "abc"]
    for thread in late:
        thread.start()
    assert misbehave("echo", content=b"abc") == b"cba"
    assert all(thread.is_alive() for thread in late)
    for thread in late:
        thread.join()


def fails(*arguments: str, limits: Limits = BRIEF) -> None:
    with pytest.raises(ChildFailedError):
        misbehave(*arguments, limits=limits)


def test_a_killed_room_is_opened_anew_unseen() -> None:
    os.kill(ROOM.pid, signal.SIGKILL)
    assert misbehave("echo", content=b"abc") == b"cba"


def test_a_room_killed_while_it_reads_reads_again() -> None:
    said: list[bytes] = []
    reading = threading.Thread(target=lambda: said.append(misbehave("doze", content=b"abc")))
    reading.start()
    killed = kill_at_work()
    reading.join()
    assert said == [b"cba"]
    assert ROOM.pid != killed


def test_the_children_of_a_killed_room_die_with_it() -> None:
    reading = threading.Thread(target=fails, args=("hang",), kwargs={"limits": Limits(2, 512 * MEBIBYTE)})
    reading.start()
    at_work = children_at_work()
    os.kill(ROOM.pid, signal.SIGKILL)
    reading.join()
    assert not [child for child in at_work if is_alive(child)]


def kill_at_work() -> int:
    children_at_work()
    killed = ROOM.pid
    os.kill(killed, signal.SIGKILL)
    return killed


def children_at_work() -> list[int]:
    while not (children := children_of(ROOM.pid)):
        time.sleep(0.01)
    return children


def children_of(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def is_alive(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().split()[2] not in "ZX"


def test_a_reader_whose_room_is_killed_reads_on() -> None:
    assert SubprocessReader().read(a_sample("nc_facturx.xml"), "facture.xml").number
    os.kill(READING.pid, signal.SIGKILL)
    assert SubprocessReader().read(a_sample("nc_facturx.xml"), "facture.xml").number


def test_a_child_that_spins_is_killed() -> None:
    with pytest.raises(ChildFailedError):
        misbehave("spin", limits=BRIEF)


def test_a_child_that_hoards_memory_dies() -> None:
    with pytest.raises(ChildFailedError):
        misbehave("hoard")


def test_a_child_cannot_answer_more_than_a_mebibyte() -> None:
    with pytest.raises(ChildFailedError):
        misbehave("chatter")


def test_a_child_that_crashes_is_reported() -> None:
    with pytest.raises(ChildFailedError):
        misbehave("crash")


def test_the_child_sees_nothing_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "mot-de-passe")
    monkeypatch.setenv("PYTHONPATH", "/tmp/elsewhere")
    confession = misbehave("confess").decode()
    assert "SECRET_KEY" not in confession
    assert "elsewhere" not in confession
    assert "(64, 64)" in confession


@pytest.mark.parametrize(
    "answer",
    [b"", b"[]", b'"refusal"', b"7", b'{"kind": "PDF", "total_ht": "1"}', b'{"kind": "EXE"}', b'{"secret": "x"}'],
)
def test_a_garbled_answer_is_not_believed(answer: bytes) -> None:
    with pytest.raises(GarbledError):
        decode_invoice(answer)


def test_a_pdf_that_outlives_its_time_is_accepted_unread() -> None:
    invoice = SubprocessReader(timeout=0.2).read(a_slow_pdf(), "facture.pdf")
    assert (invoice.kind, invoice.number, invoice.source) == (DocumentKind.PDF, None, "")
    assert [(finding.level, finding.field) for finding in invoice.findings] == [(Level.WARNING, "document")]
    assert "n’a pas pu être lu automatiquement" in invoice.findings[0].message


def test_an_xml_that_outlives_its_time_is_refused() -> None:
    with pytest.raises(FormError) as caught:
        SubprocessReader(timeout=0.02).read(WIDE, "facture.xml")
    assert "n’a pas pu lire" in caught.value.fields["document"]


def test_an_xml_too_big_for_the_memory_is_refused() -> None:
    with pytest.raises(FormError):
        SubprocessReader(memory=256 * MEBIBYTE).read(WIDE, "facture.xml")


def test_a_pdf_whose_data_unfold_beyond_the_memory_is_accepted_without_them() -> None:
    invoice = SubprocessReader(memory=400 * MEBIBYTE).read(a_bomb(), "facture.pdf")
    assert (invoice.kind, invoice.pages) == (DocumentKind.PDF, 1)
    assert "illisibles" in invoice.findings[0].message


def test_a_page_that_shows_millions_of_words_is_accepted_unread() -> None:
    with pikepdf.open(BytesIO(a_pdf("mot"))) as pdf:
        words = pdf.make_stream(b"BT /F 1 Tf " + b"(abcdefghijklmnopqrstuvwxyz) Tj " * 3_000_000 + b"ET")
        pdf.pages[0].obj.Contents = words
        content = saved(pdf)
    invoice = SubprocessReader(timeout=0.8).read(content, "facture.pdf")
    assert invoice.kind is DocumentKind.PDF
    assert invoice.number is None


def a_bomb() -> bytes:
    """Two kilobytes of PDF that carry 500 MB of « data »."""
    pages = pikepdf.new()
    pages.add_blank_page()
    pages.attachments["factur-x.xml"] = b"<a/>"
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(40 * MEBIBYTE)) for _ in range(12)) + packer.flush()
    twice = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    pages.attachments["factur-x.xml"].get_file().obj.write(zlib.compress(packed, 9), filter=twice)
    return saved(pages, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
