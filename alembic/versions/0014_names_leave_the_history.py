"""The history stays as it was written, but for the name of somebody who deletes his account."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE FUNCTION refuse_rewriting_but_the_name() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF current_setting('espace.anonymising', true) = 'on'
                AND to_jsonb(NEW) - 'author' = to_jsonb(OLD) - 'author' THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END $$
    """)
    op.execute("DROP TRIGGER append_only ON demande_events")
    op.execute("""
        CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON demande_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()
    """)
    op.execute("""
        CREATE TRIGGER append_only_but_the_name BEFORE UPDATE ON demande_events
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but_the_name()
    """)


def downgrade() -> None:
    op.execute("DROP TRIGGER append_only_but_the_name ON demande_events")
    op.execute("DROP TRIGGER append_only ON demande_events")
    op.execute("DROP FUNCTION refuse_rewriting_but_the_name()")
    op.execute("""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON demande_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()
    """)
