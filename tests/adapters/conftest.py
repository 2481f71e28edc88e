"""Real servers for the adapters: an S3 on SeaweedFS, an SMTP server with a will of its own, an HTTP registry."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import httpx
import pytest

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
