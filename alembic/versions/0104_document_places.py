"""The places of an account's files in flight."""

from alembic import op

revision = "0104"
down_revision = "0103"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE document_places (
            account_id bigint NOT NULL REFERENCES accounts,
            place integer NOT NULL,
            ends_at timestamptz NOT NULL,
            PRIMARY KEY (account_id, place)
        )
    """)


def downgrade() -> None:
    op.execute("DROP TABLE document_places")
