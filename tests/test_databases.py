"""The ground of every test: empty, numbered from one, whatever the last test left."""

from tests import factories
from tests.conftest import World
from tests.databases import Emptying


def test_a_database_is_emptied_as_if_it_were_new(world: World) -> None:
    first = factories.a_member(world, factories.an_establishment(world))
    parameters = world.rows("SELECT parameter, value FROM parameter_values ORDER BY parameter")
    with world.engine.begin() as connection:
        Emptying(world.engine).of(connection)
    tables = world.rows("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
    held = {table for (table,) in tables if world.rows(f'SELECT 1 FROM "{table}" LIMIT 1')}
    assert held == {"alembic_version", "parameter_values", "tgc_rates", "usual_sentences"}
    assert world.rows("SELECT parameter, value FROM parameter_values ORDER BY parameter") == parameters
    assert factories.a_member(world, factories.an_establishment(world)).account_id == first.account_id == 1
