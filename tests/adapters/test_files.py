"""What is stored comes back, in a folder as on S3, and a key leads nowhere else."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from obstore.exceptions import BaseError, PermissionDeniedError

from espace_factures.adapters.files import LocalFiles, S3Files, file_store
from espace_factures.core.ports import FileStore
from tests.adapters.conftest import KEY, SECRET
from tests.servers import free_port

PLACES = ("folder", "s3")
WRITES_THEN_DIES = """
import os, sys
from pathlib import Path
from espace_factures.adapters.files import file_store
file_store("", Path(sys.argv[1])).put("invoices/2026/one", b"kept")
os.kill(os.getpid(), 9)
"""


@pytest.fixture(params=PLACES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    url = request.getfixturevalue("s3_url") if request.param == "s3" else ""
    return file_store(url, tmp_path / "new" / "files")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 \x00\xff", b"x" * 6_000_000], ids=["empty", "binary", "large"])
def test_what_is_stored_comes_back_whole(store: FileStore, content: bytes) -> None:
    store.put("invoices/2026/whole", content)
    assert store.read("invoices/2026/whole") == content


def test_storing_again_under_a_key_replaces_what_it_held(store: FileStore) -> None:
    store.put("invoices/replaced", b"before")
    store.put("invoices/replaced", b"after")
    assert store.read("invoices/replaced") == b"after"


def test_a_key_that_holds_nothing_is_a_key_error(store: FileStore) -> None:
    with pytest.raises(KeyError):
        store.read("invoices/absent")


def test_a_key_that_only_begins_others_is_a_key_error(store: FileStore) -> None:
    store.put("prefix/of/others", b"x")
    with pytest.raises(KeyError):
        store.read("prefix/of")


def test_a_key_below_a_file_is_a_key_error(store: FileStore) -> None:
    store.put("file", b"x")
    with pytest.raises(KeyError):
        store.read("file/below")


def test_what_is_deleted_is_gone(store: FileStore) -> None:
    store.put("invoices/deleted", b"x")
    store.delete("invoices/deleted")
    with pytest.raises(KeyError):
        store.read("invoices/deleted")


def test_deleting_what_is_gone_is_fine(store: FileStore) -> None:
    store.delete("invoices/never-there")


@pytest.mark.parametrize(
    "key", ["", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "A", "a.pdf", "é", "a\n", "a b", "a\x00", "a\\b"]
)
@pytest.mark.parametrize("gesture", ["put", "read", "delete"])
def test_a_key_that_could_lead_elsewhere_is_refused(store: FileStore, gesture: str, key: str) -> None:
    with pytest.raises(ValueError, match="storage key"):
        getattr(store, gesture)(key, *([b"x"] if gesture == "put" else []))


def test_a_folder_keeps_no_half_written_file_beside_the_stored_one(tmp_path: Path) -> None:
    LocalFiles(tmp_path).put("invoices/one", b"x")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["one"]


def test_a_process_killed_just_after_storing_loses_nothing(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", WRITES_THEN_DIES, str(tmp_path / "files")], check=False)
    assert file_store("", tmp_path / "files").read("invoices/2026/one") == b"kept"


def test_a_folder_that_cannot_be_written_to_is_never_taken_for_stored(tmp_path: Path) -> None:
    (tmp_path / "invoices").write_bytes(b"a file where a folder should be")
    with pytest.raises(OSError, match="invoices"):
        LocalFiles(tmp_path).put("invoices/one", b"x")


def test_a_wrong_secret_is_never_taken_for_stored(s3_url: str, tmp_path: Path) -> None:
    with pytest.raises(PermissionDeniedError):
        file_store(s3_url.replace("secret", "guess"), tmp_path).put("invoices/one", b"x")


def test_a_wrong_secret_is_not_told_as_an_absent_file(s3_url: str, tmp_path: Path) -> None:
    with pytest.raises(PermissionDeniedError):
        file_store(s3_url.replace("secret", "guess"), tmp_path).read("invoices/absent")


def test_a_silent_s3_is_given_up_on_in_seconds(tmp_path: Path) -> None:
    store = file_store(f"s3://key:secret@127.0.0.1:{free_port()}/factures?scheme=http", tmp_path)
    began = time.monotonic()
    with pytest.raises(BaseError):
        store.put("invoices/one", b"x")
    assert time.monotonic() - began < 15


def test_an_empty_setting_means_the_default_folder(tmp_path: Path) -> None:
    file_store("", tmp_path / "default").put("one", b"x")
    assert (tmp_path / "default" / "one").read_bytes() == b"x"


def test_a_file_setting_names_another_folder(tmp_path: Path) -> None:
    file_store((tmp_path / "other").as_uri(), tmp_path / "default").put("one", b"x")
    assert (tmp_path / "other" / "one").read_bytes() == b"x"


def test_without_key_in_the_setting_the_environment_gives_it(
    s3_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    store = file_store("s3://" + s3_url.rsplit("@", 1)[1], tmp_path)
    store.put("by/environment", b"x")
    assert store.read("by/environment") == b"x"


@pytest.mark.parametrize(
    "url", ["s3://host", "s3://host/", "s3:///bucket", "s3://host/bucket/folder", "ftp://host/bucket", "https://host/b"]
)
def test_a_setting_that_cannot_work_stops_the_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="STORAGE_URL"):
        file_store(url, tmp_path)


def test_an_s3_setting_gives_an_s3_store(tmp_path: Path) -> None:
    assert isinstance(file_store("s3://key:secret@host:9000/bucket", tmp_path), S3Files)


def test_a_folder_of_documents_is_open_to_its_owner_alone(tmp_path: Path) -> None:
    file_store("", tmp_path / "files").put("documents/ab/one", b"x")
    folders = [path for path in (tmp_path / "files").rglob("*") if path.is_dir()]
    assert {path.stat().st_mode & 0o777 for path in [tmp_path / "files", *folders]} == {0o700}
