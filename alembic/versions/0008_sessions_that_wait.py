"""A session may wait for its entry or for a second factor, and remembers where it was opened from."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("auth_sessions", sa.Column("awaits", sa.String(), nullable=False, server_default=""))
    op.add_column("auth_sessions", sa.Column("address", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("auth_sessions", "address")
    op.drop_column("auth_sessions", "awaits")
