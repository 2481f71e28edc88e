"""The production front end: built once per state of the sources, for whatever address serves it."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import brotli

from espace_factures import first_paint, offline
from espace_factures.terminal import say
from espace_factures.ui import outlines

ROOT: Final = Path(__file__).parents[1]
CLIENT: Final = ROOT / ".web" / "build" / "client"
SNIPPETS: Final = ROOT / ".web" / "build" / "slots"
"""What the server writes in the slots of the pages, and below, the same before its outlines are drawn."""
DRAWN: Final = ROOT / ".web" / "slots"
LOCK: Final = ROOT / "reflex.lock" / "package.json"
STAMP: Final = ROOT / ".web" / "build" / "stamp"
SOURCES: Final = (
    "espace_factures",
    "assets",
    "rxconfig.py",
    "requirements.txt",
    "reflex.lock",
    "scripts/vite",
    "NOTICE",
)
QUIET: Final = {"REFLEX_TELEMETRY_ENABLED": "false", "REFLEX_CHECK_LATEST_VERSION": "false"}
FRENCH: Final = {
    "A new version of this app is available.": "Une nouvelle version de cette page est disponible.",
    "textContent=`Reload`": "textContent=`Recharger`",
}
RELOADS: Final = "location.reload(),new Promise("
KEEPS: Final = "dispatchEvent(new Event(`chunk-perdu`)),new Promise("
SOCKET: Final = re.compile(r"`wss?://[^/`]+(/[^`]*)`")
ADDRESS: Final = re.compile(r"`https?://[^/`]+(/[^`]*)`")


def build() -> int:
    """Build when the sources changed since the last time; returns the builder's exit code."""
    digest = sources_digest()
    if STAMP.exists() and STAMP.read_text() == digest:
        return 0
    say("Construction des pages (une fois, puis à chaque changement du code)…")
    environment = with_tools(os.environ | QUIET | {"ESPACE_FACTURES_COMPILING": "1", "REFLEX_ENV_MODE": "prod"})
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--env", "prod"]
    result = subprocess.run(command, env=environment, cwd=ROOT, check=False, capture_output=True, text=True)
    if result.returncode != 0:
        sys.stderr.write(result.stdout + result.stderr)
        return result.returncode
    adapt()
    settle_lock()
    STAMP.write_text(digest)
    return 0


def adapt() -> None:
    """What the builder leaves no setting for: the address served from, the language, a 404, what the server writes."""
    _follow_address()
    _speak_french()
    _keep_page()
    for file, text in (*first_paint.dressed(CLIENT), *offline.files(CLIENT)):
        _write(file, text)
    _write(CLIENT / "404.html", _of_any_address((CLIENT / "introuvable" / "index.html").read_text("utf-8")))
    _draw_outlines()


def _follow_address() -> None:
    """Reflex writes the port of the build into the pages: let them follow the address they are served from instead."""
    chunk = _chunk_with("`ws://")
    text, sockets = SOCKET.subn(r"`ws${location.protocol.slice(4)}//${location.host}\1`", chunk.read_text())
    text, addresses = ADDRESS.subn(r"`${location.origin}\1`", text)
    if not sockets or not addresses:
        raise RuntimeError("the chunk of addresses has changed its form")
    _write(chunk, text)


def _speak_french() -> None:
    """The banner shown to a page older than its server."""
    for english, french in FRENCH.items():
        chunk = _chunk_with(english)
        _write(chunk, chunk.read_text().replace(english, french, 1))


def _of_any_address(page: str) -> str:
    """« introuvable » as the page of the route of unknown addresses: the router would draw its own beside otherwise."""
    chunks = [next(CLIENT.glob(f"assets/{name}._index-*.js")).name for name in ("_introuvable_", "_404_")]
    for ours, theirs in (("routes/[introuvable]._index", "routes/[404]._index"), chunks):
        if ours not in page:
            raise RuntimeError(f"« {ours} » is not in the page of what is not found: the router has changed")
        page = page.replace(ours, theirs)
    return page


def _keep_page() -> None:
    """The router reloads when the next page does not come, and so loses this one: shell/connection.js waits instead."""
    chunk = _chunk_with("Error loading route module")
    text = chunk.read_text()
    if text.count(RELOADS) != 1:
        raise RuntimeError("the router reloads otherwise a page whose chunk is lost: it has changed")
    _write(chunk, text.replace(RELOADS, KEEPS))


def _draw_outlines() -> None:
    """The templates of the slots, with the outlines that the pages draw by a script."""
    shutil.rmtree(SNIPPETS, ignore_errors=True)
    for file in DRAWN.rglob("*.html"):
        drawn = SNIPPETS / file.relative_to(DRAWN)
        drawn.parent.mkdir(parents=True, exist_ok=True)
        drawn.write_text(outlines.drawn(file.read_text("utf-8"), ROOT / ".web" / "node_modules"), "utf-8")


def _chunk_with(words: str) -> Path:
    found = [chunk for chunk in CLIENT.glob("assets/*.js") if words in chunk.read_text()]
    if len(found) != 1:
        raise RuntimeError(f"« {words} » is in {len(found)} chunks of the build: Reflex has changed")
    return found[0]


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    Path(f"{file}.br").write_bytes(brotli.compress(text.encode()))
    Path(f"{file}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def settle_lock() -> None:
    """Keep the lock in the form that a fresh clone writes: a new package makes the builder write it on many lines."""
    kept = LOCK.read_text()
    settled = json.dumps(json.loads(kept))
    if settled != kept:
        LOCK.write_text(settled)


def with_tools(environment: dict[str, str]) -> dict[str, str]:
    """The environment with this virtual environment's own tools first, bun among them."""
    path = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
    return environment | {"PATH": path}


def sources_digest() -> str:
    """SHA-256 of all that the build depends on."""
    digest = hashlib.sha256()
    for source in SOURCES:
        path = ROOT / source
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
