"""Documents at rest: a local folder synced to disk, or S3 through obstore."""

import os
import re
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from obstore.exceptions import NotFoundError
from obstore.store import S3Store

from espace_factures.core.ports import FileStore

KEY: Final = re.compile(r"^[a-z0-9_-]+(?:/[a-z0-9_-]+)*$")


class LocalFiles:
    """A folder of this machine; obstore's own local store does not sync, and a deposit must survive a power cut."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, key: str, content: bytes) -> None:
        """Write beside, sync, rename, sync the folder: the file is there whole or not at all."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
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
        for folder in (path.parent, path.parent.parent):
            _sync_folder(folder)

    def read(self, key: str) -> bytes:
        """The bytes; raises KeyError when there are none."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            raise KeyError(key) from None

    def delete(self, key: str) -> None:
        """Forget the bytes; a key already gone is fine."""
        self._path(key).unlink(missing_ok=True)

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


def file_store(storage_url: str, default_folder: Path) -> FileStore:
    """The store of STORAGE_URL: empty, file:///folder, or s3://key:secret@host:port/bucket?scheme=http&region=…"""
    parts = urlsplit(storage_url)
    if parts.scheme in {"", "file"}:
        return LocalFiles(Path(parts.path) if parts.path else default_folder)
    if parts.scheme != "s3" or not parts.path.strip("/"):
        raise ValueError("STORAGE_URL: expected s3://key:secret@host:port/bucket?scheme=https&region=…")
    options = {name: values[0] for name, values in parse_qs(parts.query).items()}
    scheme = options.get("scheme", "https")
    host = parts.netloc.rsplit("@", 1)[-1]
    return S3Files(
        S3Store(
            parts.path.strip("/"),
            endpoint=f"{scheme}://{host}",
            region=options.get("region", "us-east-1"),
            access_key_id=unquote(parts.username or ""),
            secret_access_key=unquote(parts.password or ""),
            virtual_hosted_style_request=False,
            client_options={"allow_http": scheme == "http", "timeout": "30s"},
        )
    )


def checked(key: str) -> str:
    """The key, when it can lead nowhere else; raises ValueError."""
    if not KEY.match(key):
        raise ValueError("a storage key is made of a-z, 0-9, _, - and /")
    return key


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
