"""A part that is away, or frozen, is named in a bounded time, and is not asked again while it says nothing."""

import asyncio
import threading
import time
from pathlib import Path

import pytest

from espace_factures import migrations
from espace_factures.adapters.files import LocalFiles, file_store
from espace_factures.adapters.valkey import Valkey
from espace_factures.oversight.service import readiness
from espace_factures.oversight.service.readiness import Standing
from tests.conftest import World
from tests.loops import finished
from tests.servers import free_port


class Frozen(LocalFiles):
    """Files that do not answer until the test ends."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.thawed, self.asked = threading.Event(), 0

    def greet(self) -> None:
        """Wait."""
        self.asked += 1
        self.thawed.wait()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test looks for itself, and waits little."""
    monkeypatch.setattr(readiness, "standing", Standing(migrations.latest, lambda: True))
    monkeypatch.setattr(readiness, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(readiness, "FRESH_SECONDS", 0)


def found() -> dict[str, bool]:
    """What one look finds."""
    return finished(readiness.look())


def test_all_is_named_and_a_portal_without_worker_is_not_ready(world: World) -> None:
    assert found() == {"database": True, "schema": True, "worker": False, "listen": True, "storage": True}


def test_another_schema_than_this_version_s_is_said(world: World) -> None:
    readiness.standing.latest_schema = lambda: ("9999",)
    assert found()["schema"] is False


def test_frozen_files_are_named_in_time_and_asked_once(world: World, tmp_path: Path) -> None:
    frozen = Frozen(tmp_path)
    world.use(files=frozen)

    async def story() -> None:
        try:
            for _ in range(3):
                begun = time.monotonic()
                parts = await readiness.look()
                assert not parts["storage"]
                assert parts["database"]
                assert time.monotonic() - begun < 1
                await asyncio.sleep(0)
        finally:
            frozen.thawed.set()

    finished(story())
    assert frozen.asked == 1


def test_a_bucket_that_nobody_serves_is_away(world: World, tmp_path: Path) -> None:
    world.use(files=file_store(f"s3://cle:secret@127.0.0.1:{free_port()}/factures?scheme=http", tmp_path))
    assert not found()["storage"]


def test_valkey_is_asked_where_there_is_one(world: World) -> None:
    world.use(memory=Valkey(f"redis://127.0.0.1:{free_port()}", 0.2))
    parts = found()
    assert parts["valkey"] is False
    assert parts["database"] is True
