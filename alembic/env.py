"""Runs the migrations on DATABASE_URL, or on the connection handed over by the launcher."""

from alembic import context
from sqlmodel import SQLModel

import espace_factures.tables  # noqa: F401 - fills the metadata
from espace_factures.app.uow import make_engine


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The job queue's tables belong to procrastinate."""
    return kind != "table" or not (name or "").startswith("procrastinate_")


def migrate() -> None:
    """One transaction for all pending migrations, under a lock so that two starts do not race."""
    with make_engine(context.config.get_main_option("sqlalchemy.url") or "").connect() as connection:
        context.configure(
            connection=connection, target_metadata=SQLModel.metadata, compare_type=True, include_name=is_ours
        )
        with context.begin_transaction():
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(716009)")
            context.run_migrations()


migrate()
