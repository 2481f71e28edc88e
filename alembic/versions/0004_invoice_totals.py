"""Counts and sums per établissement and status, kept by a trigger so that no page counts a million rows."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE FUNCTION add_to_invoice_totals(place bigint, state text, units int, francs bigint)
        RETURNS void LANGUAGE sql AS $$
            INSERT INTO invoice_totals AS t (establishment_id, status, invoices, amount)
            VALUES (place, state, units, francs)
            ON CONFLICT (establishment_id, status)
            DO UPDATE SET invoices = t.invoices + EXCLUDED.invoices, amount = t.amount + EXCLUDED.amount
        $$
    """)
    op.execute("""
        CREATE FUNCTION keep_invoice_totals() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP IN ('UPDATE', 'DELETE') THEN
                PERFORM add_to_invoice_totals(OLD.establishment_id, OLD.status, -1, -OLD.total_ttc);
            END IF;
            IF TG_OP IN ('INSERT', 'UPDATE') THEN
                PERFORM add_to_invoice_totals(NEW.establishment_id, NEW.status, 1, NEW.total_ttc);
            END IF;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER invoice_totals AFTER INSERT OR DELETE OR UPDATE OF status, total_ttc, establishment_id
        ON invoices FOR EACH ROW EXECUTE FUNCTION keep_invoice_totals()
    """)


def downgrade() -> None:
    op.execute("DROP TRIGGER invoice_totals ON invoices")
    op.execute("DROP FUNCTION keep_invoice_totals()")
    op.execute("DROP FUNCTION add_to_invoice_totals(bigint, text, int, bigint)")
