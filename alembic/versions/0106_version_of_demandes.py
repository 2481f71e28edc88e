"""A demande has the version that decisions are made on; what it is about has none."""

from alembic import op

revision = "0106"
down_revision = "0105"
branch_labels = None
depends_on = None

OWNERS = ("habilitations", "ribs", "invoices")


def upgrade() -> None:
    op.execute("ALTER TABLE demandes ADD COLUMN version integer NOT NULL DEFAULT 1")
    op.execute("ALTER TABLE demandes ALTER COLUMN version DROP DEFAULT")
    for table in OWNERS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN version")


def downgrade() -> None:
    for table in OWNERS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN version integer NOT NULL DEFAULT 1")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN version DROP DEFAULT")
    op.execute("ALTER TABLE demandes DROP COLUMN version")
