"""A code belongs to an address before it belongs to an account, and says by which way it went."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("verification_codes", sa.Column("email", sa.String(), nullable=False, server_default=""))
    op.add_column("verification_codes", sa.Column("channel", sa.String(), nullable=False, server_default="email"))
    op.alter_column("verification_codes", "account_id", nullable=True)
    op.execute(
        "UPDATE verification_codes SET email = a.email FROM accounts a WHERE a.id = verification_codes.account_id"
    )
    op.create_index("ix_verification_codes_email", "verification_codes", ["email"])
    op.add_column("accounts", sa.Column("email_proved_at", sa.DateTime(timezone=True)))
    op.add_column("accounts", sa.Column("mobile_proved_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE accounts SET email_proved_at = activated_at")


def downgrade() -> None:
    op.drop_column("accounts", "mobile_proved_at")
    op.drop_column("accounts", "email_proved_at")
    op.drop_index("ix_verification_codes_email", "verification_codes")
    op.execute("DELETE FROM verification_codes WHERE account_id IS NULL")
    op.alter_column("verification_codes", "account_id", nullable=False)
    op.drop_column("verification_codes", "channel")
    op.drop_column("verification_codes", "email")
