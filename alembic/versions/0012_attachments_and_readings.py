"""A message carries documents, and one knows how far each person has read."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("message_id", sa.BigInteger(), sa.ForeignKey("messages.id")))
    op.create_index("ix_documents_message_id", "documents", ["message_id"])
    op.create_table(
        "request_readings",
        sa.Column("request_id", sa.BigInteger(), sa.ForeignKey("requests.id"), primary_key=True),
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(
        "INSERT INTO request_readings SELECT DISTINCT m.request_id, r.account_id, now() "
        "FROM messages m JOIN requests r ON r.id = m.request_id"
    )


def downgrade() -> None:
    op.drop_table("request_readings")
    op.drop_index("ix_documents_message_id", "documents")
    op.drop_column("documents", "message_id")
