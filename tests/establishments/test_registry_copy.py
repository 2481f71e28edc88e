"""The registry: asked first, its local copy answers when it is silent, and neither blocks."""

import json
from pathlib import Path

from espace_factures.establishments.service import standing
from espace_factures.establishments.service.import_registry import import_registry
from tests import factories
from tests.conftest import World

EXPORT = [
    {"rid7": "0047688", "ndegetablissement": "001", "denomination": "BNC", "libelle_commune": "NOUMEA"},
    {"rid7": "47688", "ndegetablissement": 2, "denomination": None, "enseigne": "ANNEXE"},
    {"rid7": None, "ndegetablissement": "001", "denomination": "SANS RIDET"},
]


def test_the_copy_answers_while_the_registry_is_silent(world: World, tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    export.write_text(json.dumps(EXPORT))
    assert world.do(import_registry, export) == 2
    found = world.do(standing.look_up, factories.an_account(world), "0047688001")
    assert found.record is not None
    assert (found.record.name, found.is_down) == ("BNC", False)


def test_importing_again_replaces_and_does_not_double(world: World, tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    export.write_text(json.dumps(EXPORT))
    world.do(import_registry, export)
    export.write_text(json.dumps([EXPORT[0] | {"denomination": "BANQUE"}]))
    world.do(import_registry, export)
    rows = world.rows("SELECT name FROM registry_entries ORDER BY ridet")
    assert [row.name for row in rows] == ["BANQUE", "ANNEXE"]


def test_a_number_that_nobody_knows_is_said_and_blocks_nothing(world: World) -> None:
    found = world.do(standing.look_up, factories.an_account(world), "9999999999")
    assert found.record is None
    assert found.is_down
