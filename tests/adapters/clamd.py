"""An antivirus that speaks clamd's protocol, and the real one of Debian with one signature: EICAR's."""

import shutil
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.servers import free_port

# In two halves, so that no antivirus takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
REAL = shutil.which("clamd")
LARGEST = 30_000_000


class Handler(socketserver.StreamRequestHandler):
    """One INSTREAM."""

    def handle(self) -> None:
        """Chunks after their length, an empty one at the end; then the verdict."""
        if self.rfile.read(10) != b"zINSTREAM\0":
            return
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
            if len(content) > LARGEST:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.wfile.write(b"stream: Eicar-Test FOUND\0" if EICAR in content else b"stream: OK\0")


class Antivirus(socketserver.ThreadingTCPServer):
    """On a free port of this machine, until it is closed."""

    allow_reuse_address = True
    daemon_threads = True

    @property
    def url(self) -> str:
        """CLAMAV_URL of it."""
        return f"tcp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def an_antivirus(port: int = 0) -> Iterator[Antivirus]:
    """One that answers for as long as the block lasts."""
    with Antivirus(("127.0.0.1", port), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@contextmanager
def the_real_one(folder: Path) -> Iterator[tuple[str, str]]:
    """Debian's clamd; its two addresses."""
    port, path = free_port(), folder / "clamd.sock"
    (folder / "eicar.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
    configuration = folder / "clamd.conf"
    lines = [f"DatabaseDirectory {folder}", f"LocalSocket {path}", f"TCPSocket {port}", "TCPAddr 127.0.0.1"]
    configuration.write_text("\n".join([*lines, "Foreground yes", ""]))
    daemon = subprocess.Popen([REAL or "", "-c", configuration], stdout=subprocess.DEVNULL)
    try:
        _await_port(port)
        yield f"tcp://127.0.0.1:{port}", f"unix://{path}"
    finally:
        daemon.terminate()
        daemon.wait(10)


def _await_port(port: int) -> None:
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("clamd did not start")
