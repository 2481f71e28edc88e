"""What the portal is made of is locked, listed, and held against what is known of it."""

import json
import re
from importlib.metadata import version

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts import advisories, sbom
from scripts.lock import ROOT, parts

FILES = ("requirements.txt", "requirements-dev.txt")
LOCKED = [part for file in FILES for part in parts((ROOT / file).read_text())]
NAMED = re.compile(r"^([\w.-]+)(?:\[.*?\])?==([^\s;]+)")
BUN = {"vite": [{"url": "https://github.com/advisories/GHSA-1", "severity": "high"}]}
PIP = [{"name": "lxml", "version": "6.1.3", "vulns": [{"id": "PYSEC-2026-1"}]}, {"name": "pip", "skip_reason": "?"}]


def name_of(part: str) -> tuple[str, str]:
    found = NAMED.match(part)
    assert found, part
    return found[1], found[2]


def test_each_part_is_locked_with_the_hashes_of_its_files() -> None:
    assert len(LOCKED) > 150
    assert [part for part in LOCKED if "--hash=sha256:" not in part] == []


@pytest.mark.parametrize("file", ["requirements", "requirements-dev"])
def test_what_we_ask_for_is_what_is_locked(file: str) -> None:
    locked = dict(map(name_of, LOCKED))
    for line in (ROOT / f"{file}.in").read_text().splitlines():
        if not line.startswith("-r"):
            name, wanted = name_of(line)
            assert locked[name] == wanted, "« make lock » was not run after a change"


def test_what_is_installed_is_what_is_locked() -> None:
    for part in parts((ROOT / "requirements.in").read_text()):
        name, wanted = name_of(part)
        assert version(name) == wanted


def test_the_bill_of_materials_is_cyclonedx_with_every_part() -> None:
    written = sbom.sbom()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    names = {part["name"] for part in json.loads(written)["components"]}
    assert {name for name, _ in map(name_of, parts((ROOT / "requirements.txt").read_text()))} <= names
    assert {"react", "vite", "reflex"} <= names


def test_advisories_found_are_told_with_what_could_not_be_read() -> None:
    verdict = advisories.of_python(json.dumps({"dependencies": PIP}))
    assert str(verdict) == "lxml 6.1.3 : PYSEC-2026-1\navis non lus : pip."
    assert str(advisories.of_the_browser(json.dumps(BUN))) == "vite : https://github.com/advisories/GHSA-1"


@pytest.mark.parametrize("said", ["", "error: POST … 405", json.dumps({"dependencies": [PIP[1]]})])
def test_advisories_out_of_reach_are_said_so_and_nothing_is_called_sound(said: str) -> None:
    assert str(advisories.of_python(said)) == advisories.UNREACHABLE


def test_parts_without_advisories_are_called_sound() -> None:
    sound = json.dumps({"dependencies": [{"name": "lxml", "version": "6.1.3", "vulns": []}]})
    assert str(advisories.of_python(sound)) == str(advisories.of_the_browser("{}")) == advisories.SOUND
