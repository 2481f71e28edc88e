"""Every table, by feature, and what a new portal starts with: the files of alembic/schema, lowest feature first."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = Path(__file__).parents[1] / "schema"
FEATURES = (
    "limits",
    "identity",
    "words",
    "organisation",
    "audit",
    "notifications",
    "establishments",
    "orders",
    "demandes",
    "documents",
    "habilitations",
    "ribs",
    "invoices",
    "oversight",
    "reception",
    "privacy",
    "api",
    "append_only",
    "parameters",
    "banks",
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
FUNCTIONS = (
    "refuse_rewriting, refuse_rewriting_but_the_name, keep_invoice_totals, add_to_invoice_totals, refuse_another_rib, "
    "write_rid, write_words_of_person, write_words_of_place, folded"
)


def upgrade() -> None:
    for feature in FEATURES:
        op.get_bind().connection.driver_connection.execute((SCHEMA / f"{feature}.sql").read_text())


def downgrade() -> None:
    for (table,) in op.get_bind().exec_driver_sql(TABLES).all():
        op.execute(f'DROP TABLE "{table}" CASCADE')
    op.execute(f"DROP FUNCTION {FUNCTIONS}")
