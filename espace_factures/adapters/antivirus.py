"""ClamAV: a document goes to clamd over its socket, by INSTREAM, and comes back clean or named."""

import contextlib
import re
import socket
from typing import Final
from urllib.parse import urlsplit

from espace_factures.core.ports import AntivirusUnavailableError

TIMEOUT_SECONDS: Final = 20.0
CHUNK: Final = 64 * 1024
LONGEST_ANSWER: Final = 4096
FOUND: Final = re.compile(rb"stream: (.+) FOUND")


class Clamd:
    """CLAMAV_URL: tcp://host:3310, or unix:///run/clamav/clamd.ctl; StreamMaxLength there must hold the largest file.

    Protocol: clamd(8), « zINSTREAM »: each chunk after its length in four bytes, an empty one at the end.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        parts = urlsplit(url)
        if parts.scheme == "tcp" and parts.hostname and parts.port:
            self.place: tuple[str, int] | str = (parts.hostname, parts.port)
        elif parts.scheme == "unix" and parts.path:
            self.place = parts.path
        else:
            raise ValueError("CLAMAV_URL: expected tcp://host:port or unix:///path")
        self.timeout = timeout

    def infection(self, content: bytes) -> str:
        """What clamd found in it, empty when nothing; raises AntivirusUnavailableError."""
        try:
            with self._connected() as clamd:
                answer = _ask(clamd, content)
        except OSError as error:
            raise AntivirusUnavailableError(type(error).__name__) from error
        if answer == b"stream: OK":
            return ""
        if found := FOUND.fullmatch(answer):
            return found[1].decode("ascii", "replace")
        raise AntivirusUnavailableError(answer[:200].decode("ascii", "replace"))

    def _connected(self) -> socket.socket:
        if not isinstance(self.place, str):
            return socket.create_connection(self.place, self.timeout)
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(self.timeout)
        try:
            clamd.connect(self.place)
        except OSError:
            clamd.close()
            raise
        return clamd


def _ask(clamd: socket.socket, content: bytes) -> bytes:
    # A file past its limit is answered before it was sent whole: what clamd said is read all the same.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        clamd.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            clamd.sendall(len(chunk).to_bytes(4, "big") + chunk)
        clamd.sendall((0).to_bytes(4, "big"))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (part := clamd.recv(LONGEST_ANSWER)):
        answer += part
    return answer.rstrip(b"\0\n")
