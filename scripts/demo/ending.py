"""The demonstration wrote to invented people: their mails are kept to be read, and do not leave."""

from typing import Final

from sqlalchemy import text

from scripts.demo.stage import Stage

MARK: Final = "demonstration"
OUR_MAILS: Final = "SELECT id FROM mails WHERE recipient LIKE '%@demo.example' AND sent_at IS NULL"
OUR_TEXTS: Final = (
    "SELECT id FROM texts WHERE recipient IN (SELECT mobile FROM accounts WHERE email LIKE '%@demo.example') "
    "AND sent_at IS NULL"
)
SILENCED: Final = (("mail", "mails", OUR_MAILS), ("text", "texts", OUR_TEXTS))


READ_DAYS: Final = 5
"""What is older was read by everybody."""
READ: Final = f"""
    INSERT INTO demande_readings (demande_id, account_id, read_at)
    SELECT d.id, d.account_id, now() FROM demandes d WHERE d.updated_at < now() - interval '{READ_DAYS} days'
    ON CONFLICT DO NOTHING
"""
OPENED: Final = f"""
    UPDATE demandes SET is_unread = false
    WHERE is_unread AND (turn = 'close' OR updated_at < now() - interval '{READ_DAYS + 20} days')
"""


def is_done(stage: Stage) -> bool:
    """Whether the demonstration was written to its end."""
    with stage.engine.connect() as connection:
        return bool(connection.execute(text("SELECT 1 FROM audit_entries WHERE action = :m"), {"m": MARK}).first())


def finish(stage: Stage) -> None:
    """Take the mails and the SMS out of the queue, and remember that all is written."""
    with stage.engine.begin() as connection:
        for name, table, ours in SILENCED:
            connection.execute(
                text(
                    f"DELETE FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'notifications.send_{name}' "
                    f"AND (args->>'{name}_id')::bigint IN ({ours})"
                )
            )
            connection.execute(text(f"UPDATE {table} SET sent_at = created_at WHERE id IN ({ours})"))
        connection.execute(text(READ))
        connection.execute(text(OPENED))
        connection.execute(text("UPDATE notices SET read_at = created_at WHERE created_at < now() - interval '4 days'"))
        connection.execute(
            text(
                "INSERT INTO audit_entries (at, action, subject, details, address) VALUES (now(), :m, 'demo', '{}', '')"
            ),
            {"m": MARK},
        )
