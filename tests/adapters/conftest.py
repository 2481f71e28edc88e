"""Real servers for the adapters: an S3 on SeaweedFS, an SMTP server with a will of its own, an identity provider."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope

from tests.adapters.oidc_provider import OidcProvider
from tests.servers import free_port

KEY: Final = "tests"
SECRET: Final = "a/secret+that=needs@encoding"
BUCKET: Final = "factures"
WEED: Final = Path(sys.executable).with_name("weed")
START_SECONDS: Final = 30
SERVICES: Final = ("master", "volume", "filer", "s3", "admin")


@pytest.fixture(scope="session")
def s3_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """STORAGE_URL of a bucket on a real S3 server, alone on the loopback."""
    folder = tmp_path_factory.mktemp("seaweedfs")
    ports = {f"{service}.port{kind}": free_port() for service in SERVICES for kind in ("", ".grpc")}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            _weed_command(folder, ports),
            cwd=folder,
            env=os.environ | {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET},
            stdout=log,
            stderr=log,
        )
    try:
        _wait_until_healthy(process, ports["s3.port"], folder)
        yield f"s3://{KEY}:{quote(SECRET, safe='')}@127.0.0.1:{ports['s3.port']}/{BUCKET}?scheme=http"
    finally:
        process.kill()
        process.wait()
        _remove_sockets(ports)


def _weed_command(folder: Path, ports: dict[str, int]) -> list[str]:
    # Telemetry is on by default; Iceberg, Lance and WebDAV would take fixed ports.
    silent = ["-master.telemetry=false", "-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]
    where = [f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-bucket={BUCKET}"]
    return [str(WEED), "mini", *where, *silent, *(f"-{name}={port}" for name, port in ports.items())]


def _wait_until_healthy(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=1).is_success:
                return
        time.sleep(0.05)
    raise RuntimeError(f"SeaweedFS did not start:\n{(folder / 'server.log').read_text(errors='replace')[-4000:]}")


def _remove_sockets(ports: dict[str, int]) -> None:
    # A killed server leaves its Unix sockets, whose place it does not let one choose.
    for name, port in ports.items():
        socket = f"seaweedfs-{name.replace('.port', '').replace('.', '-')}-{port}.sock"
        Path("/tmp", socket).unlink(missing_ok=True)


@dataclass(slots=True)
class PostOffice:
    """An SMTP server's will: the verdict it gives at each step, and what it was handed."""

    port: int = 0
    verdicts: dict[str, str] = field(default_factory=dict)
    envelopes: list[Envelope] = field(default_factory=list)

    async def handle_MAIL(self, _server: SMTP, _session: object, envelope: Envelope, address: str, _o: object) -> str:
        """Accept the sender, or give the verdict."""
        envelope.mail_from = address
        return self.verdicts.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server: SMTP, _session: object, envelope: Envelope, address: str, _o: object) -> str:
        """Accept the recipient, or give the verdict."""
        envelope.rcpt_tos.append(address)
        return self.verdicts.get("RCPT", "250 OK")

    async def handle_DATA(self, _server: SMTP, _session: object, envelope: Envelope) -> str:
        """Keep the mail, or give the verdict."""
        if "DATA" in self.verdicts:
            return self.verdicts["DATA"]
        self.envelopes.append(envelope)
        return "250 OK"

    def received(self) -> EmailMessage:
        """The only mail that came, as its reader's software sees it."""
        (envelope,) = self.envelopes
        assert isinstance(envelope.content, bytes)
        return message_from_bytes(envelope.content, policy=policy.default)  # type: ignore[return-value]


def open_office(office: PostOffice, **options: Any) -> Controller:
    """Start the server on a free port; `options` are aiosmtpd's."""
    controller = Controller(office, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    office.port = controller.port
    return controller


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """An SMTP server in clear."""
    office = PostOffice()
    controller = open_office(office)
    yield office
    controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A self-signed certificate of the loopback, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout {key} -out {certificate}"
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    return certificate, key


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    """An OpenID Connect provider where somebody has signed in already."""
    provider = OidcProvider(autologin=True).start()
    yield provider
    provider.stop()
