"""SMS beside mails; who wants to be told what, and where."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "texts",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("recipient", sa.String(), nullable=False, index=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT),
        sa.Column("refused_at", INSTANT),
    )
    op.create_table(
        "subscriptions",
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("event", sa.String(), primary_key=True),
        sa.Column("channel", sa.String(), primary_key=True),
        sa.Column("is_on", sa.Boolean(), nullable=False),
    )
    op.add_column("mails", sa.Column("unsubscribe", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("mails", "unsubscribe")
    op.drop_table("subscriptions")
    op.drop_table("texts")
