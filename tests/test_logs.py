"""A fault is one line of JSON that quotes nobody: neither the person, nor the query, nor the library."""

import json
import subprocess
import sys

import pytest

from espace_factures import logs
from tests.conftest import World

PROGRAM = """
import logging, structlog
from espace_factures import logs
logs.configure()
try:
    try:
        raise KeyError("elodie@exemple.nc")
    except KeyError as error:
        raise ValueError("FR7617499000101234567890102") from error
except ValueError as error:
    structlog.get_logger().error("event.failed", identifier="abcd", exc_info=error)
    logging.getLogger("asyncio").error("Task failed\\nfuture: <elodie@exemple.nc>", exc_info=error)
logging.getLogger("psycopg.pool").warning("error connecting in %r: %s", "pool-1", "mot-de-passe")
"""


def written() -> list[str]:
    """What a process that fails writes, line by line."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()


def test_each_fault_is_one_line_of_json_without_a_word_of_anybody() -> None:
    lines = [json.loads(line) for line in written()]
    assert [line["event"] for line in lines] == ["event.failed", "Task failed", "error connecting in %r: %s"]
    assert [line.get("error") for line in lines] == ["ValueError < KeyError"] * 2 + [None]
    assert not [word for word in ("elodie", "FR76", "mot-de-passe") if word in json.dumps(lines)]


def test_a_fault_of_the_database_says_its_code_and_not_its_values(world: World) -> None:
    with pytest.raises(Exception, match="zero") as failed:
        world.rows("SELECT 1 / CAST(:amount AS int), CAST(:email AS text)", amount=0, email="elodie@exemple.nc")
    assert "elodie" not in str(failed.value)
    line = logs.without_words(None, "", {"event": "event.failed", "exc_info": failed.value})
    assert line["sqlstate"] == "22012"
    assert "zero" not in str(line)
    assert "elodie" not in str(line)


def test_the_place_is_the_line_of_ours_that_the_fault_went_through() -> None:
    from espace_factures.core import ridet

    try:
        ridet.display(None)  # type: ignore[arg-type]
    except Exception as error:
        line = logs.without_words(None, "", {"exc_info": error})
    assert line["where"].startswith("espace_factures/core/ridet.py:")
