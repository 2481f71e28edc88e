"""What was typed at sign-up belongs to the ticket until its code is typed, not to whoever signed up last."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "verification_codes", sa.Column("details", postgresql.JSONB(), nullable=False, server_default=sa.text("'{}'"))
    )


def downgrade() -> None:
    op.drop_column("verification_codes", "details")
