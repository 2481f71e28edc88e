"""python -m scripts.sbom FILE: every Python and JavaScript part of the portal, with its hashes, in CycloneDX."""

import base64
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from scripts.lock import ROOT, parts

PYTHON: Final = re.compile(r"^([\w.-]+)(?:\[.*?\])?==([^\s;]+)")
SHA256: Final = re.compile(r"sha256:([0-9a-f]{64})")
TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
PORTAL: Final = {"type": "application", "name": "espace-factures", "bom-ref": "espace-factures"}


def sbom() -> str:
    """The whole document, the same for the same locks."""
    components = [*python_parts(), *browser_parts()]
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": PORTAL},
        "components": components,
        "dependencies": [{"ref": PORTAL["bom-ref"], "dependsOn": [part["bom-ref"] for part in components]}],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def python_parts() -> Iterator[dict[str, Any]]:
    """What requirements.txt locks; the hashes are those of its files on PyPI, one a platform."""
    for part in parts((ROOT / "requirements.txt").read_text()):
        if found := PYTHON.match(part):
            yield _component("pypi", found[1], found[2], [("SHA-256", digest) for digest in SHA256.findall(part)])


def browser_parts() -> Iterator[dict[str, Any]]:
    """What reflex.lock locks, from which the pages are built."""
    lock = json.loads(TRAILING_COMMA.sub(r"\1", (ROOT / "reflex.lock" / "bun.lock").read_text()))
    known = {entry[0]: entry[-1] for entry in lock["packages"].values()}
    for identity, integrity in sorted(known.items()):
        name, _, version = identity.rpartition("@")
        yield _component("npm", name, version, [("SHA-512", _hexadecimal(integrity))])


def _component(kind: str, name: str, version: str, hashes: list[tuple[str, str]]) -> dict[str, Any]:
    purl = f"pkg:{kind}/{quote(name)}@{quote(version)}"
    told = {"type": "library", "name": name, "version": version, "purl": purl, "bom-ref": purl}
    return told | {"hashes": [{"alg": algorithm, "content": digest} for algorithm, digest in hashes]}


def _hexadecimal(integrity: str) -> str:
    return base64.b64decode(integrity.removeprefix("sha512-")).hex()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sbom(), "utf-8")
