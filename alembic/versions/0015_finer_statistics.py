"""The planner knows numbers more finely: guessing too many matches of a rare one, it read a million rows in order."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

COLUMNS = ("number_key", "order_number", "reference")


def upgrade() -> None:
    for column in COLUMNS:
        op.execute(f"ALTER TABLE invoices ALTER COLUMN {column} SET STATISTICS 1000")


def downgrade() -> None:
    for column in COLUMNS:
        op.execute(f"ALTER TABLE invoices ALTER COLUMN {column} SET STATISTICS DEFAULT")
