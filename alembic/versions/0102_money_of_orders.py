"""Money is BIGINT everywhere."""

from alembic import op

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None

COLUMNS = (("orders", "amount"), ("orders", "invoiced"), ("order_lines", "unit_price"))


def upgrade() -> None:
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE bigint")


def downgrade() -> None:
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE integer")
