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
        "demande_readings",
        sa.Column("demande_id", sa.BigInteger(), sa.ForeignKey("demandes.id"), primary_key=True),
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(
        "INSERT INTO demande_readings SELECT DISTINCT m.demande_id, r.account_id, now() "
        "FROM messages m JOIN demandes r ON r.id = m.demande_id"
    )


def downgrade() -> None:
    op.drop_table("demande_readings")
    op.drop_index("ix_documents_message_id", "documents")
    op.drop_column("documents", "message_id")
