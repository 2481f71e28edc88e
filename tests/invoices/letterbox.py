"""The door of the drop-boxes on a real port, and those who write to it."""

import asyncio
import contextlib
import smtplib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import policy
from email.message import EmailMessage
from typing import Any

from sqlalchemy import text

from espace_factures.adapters.smtp_door import SmtpDoor
from espace_factures.invoices.inbox.service import opening, receiving
from tests.invoices.conftest import Office
from tests.servers import free_port

DOMAIN = "depot.example.nc"
DONE = text("""
    DELETE FROM procrastinate_jobs WHERE task_name = 'invoices.open_mail' RETURNING (args->>'mail_id')::bigint
""")


@dataclass(slots=True)
class Letterbox:
    """A door that is open, and the office behind it."""

    office: Office
    door: SmtpDoor

    @property
    def address(self) -> str:
        """The drop-box of the office's établissement."""
        (row,) = self.office.world.rows("SELECT box FROM establishments WHERE id = :id", id=self.office.place.id)
        return f"depot-{row.box}@{DOMAIN}"

    def mail(self, *files: tuple[str, bytes], **heads: str) -> EmailMessage:
        """A mail of the supplier's with these files."""
        mail = EmailMessage()
        for name, value in {"From": self.office.supplier.email, "To": self.address, "Message-ID": "<1@nc>"}.items():
            mail[name] = heads.pop(name.replace("-", "_"), value)
        for name, value in heads.items():
            mail[name.replace("_", "-")] = value
        mail.set_content("Bonjour, voici nos factures.")
        for name, content in files:
            mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
        return mail

    def sends(self, mail: EmailMessage | bytes, to: str = "", sender: str = "compta@exemple.nc") -> tuple[int, str]:
        """What the door answers to a mail: the code, and the words."""
        content = mail if isinstance(mail, bytes) else mail.as_bytes(policy=policy.SMTP)
        with self.connection() as client:
            client.ehlo()
            client.mail(sender)
            code, words = client.rcpt(to or self.address)
            if code == 250:
                code, words = client.data(content)
        return code, words.decode()

    @contextlib.contextmanager
    def connection(self) -> Iterator[smtplib.SMTP]:
        """A client at the door."""
        client = smtplib.SMTP("127.0.0.1", self.door.port, timeout=20)
        try:
            yield client
        finally:
            client.close()

    def opens(self) -> None:
        """The worker opens what waits, and the jobs are done."""
        sql = (
            "DELETE FROM procrastinate_jobs WHERE task_name = 'invoices.open_mail' RETURNING (args->>'mail_id')::bigint"
        )
        for mail_id in self.taken(sql):
            self.office.world.do(opening.open_mail, mail_id)

    def taken(self, sql: str) -> list[int]:
        """What a statement removes."""
        with self.office.world.engine.begin() as connection:
            return list(connection.exec_driver_sql(sql).scalars())

    def count(self, table: str) -> int:
        """How many rows a table holds."""
        return self.office.world.rows(f"SELECT count(*) AS n FROM {table}")[0].n

    def answers(self) -> list[Any]:
        """The mails that wait to leave."""
        return self.office.world.rows("SELECT recipient, subject, text FROM mails ORDER BY id")


@contextlib.contextmanager
def open_door(office: Office, **settings: str) -> Iterator[Letterbox]:
    """The door, in a loop of its own."""
    office.world.use(settings=replace(office.world.ports.settings, box_domain=DOMAIN, **settings))
    door = SmtpDoor("127.0.0.1", free_port(), DOMAIN, receiving.is_known, receiving.take)
    is_open, loop = threading.Event(), asyncio.new_event_loop()
    over = asyncio.Event()

    async def live() -> None:
        async with door.opened():
            is_open.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(live(),))
    thread.start()
    try:
        assert is_open.wait(10)
        yield Letterbox(office, door)
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()
