"""Documents at rest: a local folder synced to disk, or S3 through obstore."""

import os
import re
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from obstore.exceptions import NotFoundError
from obstore.store import S3Store

from espace_factures.core.ports import FileStore

if TYPE_CHECKING:  # obstore gives these names to checkers only
    from obstore.store import RetryConfig, S3Config

KEY: Final = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*")
NOBODYS: Final = "doctor/nobody"

# A person waits behind each call; obstore's own default goes on for three minutes.
RETRIES: "RetryConfig" = {"max_retries": 3, "retry_timeout": timedelta(seconds=10)}
BUCKET: Final = re.compile(r"/[a-z0-9.-]+/?")


class LocalFiles:
    """A folder of this machine; obstore's own local store does not sync, and a deposit must survive a power cut."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, key: str, content: bytes) -> None:
        """Write beside, sync, rename, sync the folder: the file is there whole or not at all."""
        path = self._path(key)
        _make_folder(path.parent)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    def read(self, key: str) -> bytes:
        """The bytes; raises KeyError when there are none."""
        try:
            return self._path(key).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise KeyError(key) from None

    def delete(self, key: str) -> None:
        """Forget the bytes; a key already gone is fine."""
        self._path(key).unlink(missing_ok=True)

    def greet(self) -> None:
        """The folder, or the one that it will be made in, is there and may be written to."""
        folder = next(folder for folder in (self.folder, *self.folder.parents) if folder.is_dir())
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(str(folder))

    def _path(self, key: str) -> Path:
        return self.folder / checked(key)


class S3Files:
    """A bucket; the service answers once the object is durable."""

    def __init__(self, store: S3Store) -> None:
        self.store = store

    def put(self, key: str, content: bytes) -> None:
        """Store the object."""
        self.store.put(checked(key), content)

    def read(self, key: str) -> bytes:
        """The bytes; raises KeyError when there are none."""
        try:
            return bytes(self.store.get(checked(key)).bytes())
        except (NotFoundError, FileNotFoundError):
            raise KeyError(key) from None

    def delete(self, key: str) -> None:
        """Forget the object; a key already gone is fine."""
        try:
            self.store.delete(checked(key))
        except (NotFoundError, FileNotFoundError):
            return

    def greet(self) -> None:
        """The bucket answers about an object that is not there."""
        try:
            self.store.head(NOBODYS)
        except (NotFoundError, FileNotFoundError):
            return


def file_store(storage_url: str, default_folder: Path) -> FileStore:
    """The store of STORAGE_URL: empty, file:///folder, or s3://key:secret@host:port/bucket?scheme=http&region=…

    Key and secret are percent-encoded; without them the usual AWS_ variables of the environment answer."""
    parts = urlsplit(storage_url)
    if parts.scheme in {"", "file"}:
        return LocalFiles(Path(parts.path) if parts.path else default_folder)
    if parts.scheme != "s3" or not parts.hostname or not BUCKET.fullmatch(parts.path):
        raise ValueError("STORAGE_URL: expected s3://key:secret@host:port/bucket?scheme=https&region=…")
    return S3Files(_bucket(parts))


def _bucket(parts: SplitResult) -> S3Store:
    options = {name: values[0] for name, values in parse_qs(parts.query).items()}
    scheme = options.get("scheme", "https")
    host = parts.netloc.rsplit("@", 1)[-1]
    config: S3Config = {"endpoint": f"{scheme}://{host}", "region": options.get("region", "us-east-1")}
    if parts.username:
        config["access_key_id"] = unquote(parts.username)
        config["secret_access_key"] = unquote(parts.password or "")
    return S3Store(
        parts.path.strip("/"),
        config=config,
        virtual_hosted_style_request=False,
        client_options={"allow_http": scheme == "http", "timeout": "30s"},
        retry_config=RETRIES,
    )


def checked(key: str) -> str:
    """The key, when it can lead nowhere else; raises ValueError."""
    if not KEY.fullmatch(key):
        raise ValueError("a storage key is made of a-z, 0-9, _, - and /")
    return key


def _make_folder(folder: Path) -> None:
    # A new folder is itself an entry of its parent: unsynced, a power cut takes it with all it holds.
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
