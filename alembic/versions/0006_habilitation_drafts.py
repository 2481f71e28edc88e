"""The form of a habilitation as it is being typed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "habilitation_drafts",
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("submission_key", sa.String(), nullable=False),
        sa.Column("typed", postgresql.JSONB(), nullable=False),
        sa.Column("known", postgresql.JSONB(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("habilitation_drafts")
