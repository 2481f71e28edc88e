"""The history is append-only: who leaves loses their name in it, by one path, which changes nothing else."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from espace_factures.privacy.rules import leaving
from espace_factures.privacy.service import deletion, erasure
from tests import factories
from tests.conftest import World
from tests.privacy import given
from tests.privacy.given import Life


@pytest.fixture
def life(world: World) -> Life:
    return given.a_life(world)


@pytest.mark.parametrize("change", ["status = 'Payée'", "author = 'Quelqu’un'"])
def test_the_history_is_rewritten_by_this_path_only(world: World, life: Life, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), world.engine.begin() as connection:
        connection.execute(text(f"UPDATE demande_events SET {change}"))


def test_even_this_path_changes_nothing_but_the_name(world: World, life: Life) -> None:
    with world.engine.connect() as connection:
        connection.execute(erasure.ANONYMISING, {"state": "on"})
        connection.execute(text("UPDATE demande_events SET author = 'X'"))
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text("UPDATE demande_events SET author = 'X', status = 'Payée'"))


def test_the_path_is_closed_again_behind_it(world: World, life: Life) -> None:
    world.do(deletion.delete, life.me, factories.PASSWORD, leaving.WORD)
    with world.engine.connect() as connection:
        setting = connection.execute(text("SELECT current_setting('espace.anonymising', true)")).scalar_one()
    assert setting in {None, "", "off"}
