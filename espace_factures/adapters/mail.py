"""The way out for mail: SMTP by aiosmtplib."""

from email.message import EmailMessage
from email.utils import formatdate
from typing import Final
from urllib.parse import unquote, urlsplit

import aiosmtplib

from espace_factures.core.ports import MailMessage, MailRefusedError, MailUnavailableError

TIMEOUT_SECONDS: Final = 10
FINAL_FROM: Final = 500
DEFAULT_PORTS: Final = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class SmtpMailer:
    """SMTP_URL: smtp://host:port, smtps://user:password@host, smtp+starttls://user:password@host:587."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
            raise ValueError("SMTP_URL: expected smtp://, smtps:// or smtp+starttls:// and a host")
        self.sender = sender
        self.connection = {
            "hostname": parts.hostname,
            "port": parts.port or DEFAULT_PORTS[parts.scheme],
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else None,
            "use_tls": parts.scheme == "smtps",
            "start_tls": parts.scheme == "smtp+starttls",
            "timeout": TIMEOUT_SECONDS,
        }

    async def send(self, message: MailMessage) -> None:
        """Hand the mail over; raises MailRefusedError for good, MailUnavailableError for now."""
        try:
            await aiosmtplib.send(self._mime(message), **self.connection)
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _failure(error.recipients[0].code) from error
        except aiosmtplib.SMTPResponseException as error:
            raise _failure(error.code) from error
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise MailUnavailableError(type(error).__name__) from error

    def _mime(self, message: MailMessage) -> EmailMessage:
        mime = EmailMessage()
        mime["From"] = self.sender
        mime["To"] = _one_line(message.to)
        mime["Subject"] = _one_line(message.subject)
        mime["Message-ID"] = message.message_id
        mime["Date"] = formatdate(localtime=False)
        mime["Auto-Submitted"] = "auto-generated"
        mime["Content-Language"] = "fr"
        mime.set_content(message.text)
        mime.add_alternative(message.html, subtype="html")
        return mime


def _failure(code: int) -> Exception:
    if code >= FINAL_FROM:
        return MailRefusedError(str(code))
    return MailUnavailableError(str(code))


def _one_line(text: str) -> str:
    return " ".join(text.split())
