"""Brings a database to the latest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.errors import InsufficientPrivilege
from sqlalchemy.exc import ProgrammingError

from espace_factures.app.uow import make_engine

ROOT = Path(__file__).parents[1]


class OtherHistoryError(Exception):
    """The database comes from another history of the schema than alembic/versions; it is left as it was."""


class NotOwnerError(Exception):
    """The schema has to change, and the role of this address may not change it."""


def upgrade(url: str) -> None:
    """Run every pending migration on the database at `url`; raises OtherHistoryError or NotOwnerError."""
    config = configuration(url)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if not known.issuperset(_heads(url)):
        raise OtherHistoryError
    try:
        command.upgrade(config, "head")
    except (ProgrammingError, InsufficientPrivilege) as error:
        if isinstance(getattr(error, "orig", error), InsufficientPrivilege):
            raise NotOwnerError from None
        raise


def is_latest(url: str) -> bool:
    """Whether the database at `url` has the schema of this version; an unreachable one raises."""
    return set(_heads(url)) == set(latest())


def latest() -> tuple[str, ...]:
    """The schema of this version."""
    return tuple(ScriptDirectory.from_config(configuration("")).get_heads())


def configuration(url: str) -> Config:
    """Alembic's configuration for the database at `url`."""
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def _heads(url: str) -> tuple[str, ...]:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()
