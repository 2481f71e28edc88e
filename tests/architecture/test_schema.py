"""The schema is what the models say, and nothing is looked for through a foreign key without an index."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from espace_factures import tables

assert tables.__all__

# An index serves a foreign key when the key is its first column and it leaves out, at most, the rows without one.
UNINDEXED = """
    SELECT fk.conrelid::regclass || '.' || a.attname
    FROM pg_constraint fk
    JOIN pg_attribute a ON a.attrelid = fk.conrelid AND a.attnum = fk.conkey[1]
    WHERE fk.contype = 'f' AND fk.conrelid::regclass::text NOT LIKE 'procrastinate%' AND NOT EXISTS (
        SELECT FROM pg_index i WHERE i.indrelid = fk.conrelid AND i.indkey[0] = a.attnum
        AND coalesce(pg_get_expr(i.indpred, i.indrelid), '') IN ('', format('(%I IS NOT NULL)', a.attname))
    )
    ORDER BY 1
"""


def test_the_models_say_what_the_migrations_made(engine: Engine) -> None:
    options = {"compare_type": True, "include_name": is_ours}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_foreign_key_is_indexed(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text(UNINDEXED)).scalars().all() == []


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The job queue's tables belong to procrastinate, and the version to Alembic."""
    return kind != "table" or not (name or "").startswith(("procrastinate_", "alembic_"))
