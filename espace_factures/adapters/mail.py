"""The way out for mail: SMTP by aiosmtplib."""

import re
from email.message import EmailMessage
from email.utils import formatdate
from typing import Final
from urllib.parse import unquote, urlsplit

import aiosmtplib

from espace_factures.core.emails import deliverable
from espace_factures.core.ports import MailMessage, MailRefusedError, MailUnavailableError

TIMEOUT_SECONDS: Final = 10
FINAL_FROM: Final = 500
# One bare address: a list, a group or a name with an address would reach people nobody meant.
ONE_ADDRESS: Final = re.compile(r'[^\s\x00-\x1f\x7f@<>()\[\],:;"\\]+@[^\s\x00-\x1f\x7f@<>()\[\],:;"\\]+')
MESSAGE_ID: Final = re.compile(r"<[^\s\x00-\x1f\x7f<>]+>")
DEFAULT_PORTS: Final = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class SmtpMailer:
    """SMTP_URL: smtp://host:port, smtps://user:password@host, smtp+starttls://user:password@host:587."""

    def __init__(self, url: str, sender: str, timeout: float = TIMEOUT_SECONDS) -> None:
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
            "timeout": timeout,
        }

    async def send(self, message: MailMessage) -> None:
        """Hand the mail over; raises MailRefusedError for good, MailUnavailableError for now."""
        mime = self._mime(message)
        try:
            await aiosmtplib.send(mime, recipients=[deliverable(message.to)], **self.connection)
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _verdict(error.recipients[0].code) from error
        except aiosmtplib.SMTPDataError as error:
            raise _verdict(error.code) from error
        except aiosmtplib.SMTPNotSupported as error:
            # Without SMTPUTF8 no relay takes an accent before the « @ », today or tomorrow.
            is_final = not deliverable(message.to).isascii()
            raise (MailRefusedError if is_final else MailUnavailableError)("SMTPNotSupported") from error
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            # A wrong password or sender is a setting at fault, whatever its code: the mail waits for its correction.
            raise MailUnavailableError(type(error).__name__) from error

    async def greet(self) -> None:
        """Say hello, sign in where there is a password, and leave; raises MailUnavailableError."""
        try:
            async with aiosmtplib.SMTP(**self.connection):
                return
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise MailUnavailableError(type(error).__name__) from error

    def _mime(self, message: MailMessage) -> EmailMessage:
        if not ONE_ADDRESS.fullmatch(message.to) or not MESSAGE_ID.fullmatch(message.message_id):
            raise MailRefusedError("an address or an identifier that is not one")
        mime = EmailMessage()
        mime["From"] = self.sender
        mime["To"] = deliverable(message.to)
        mime["Subject"] = _one_line(message.subject)
        mime["Message-ID"] = message.message_id
        mime["Date"] = formatdate(localtime=False)
        mime["Auto-Submitted"] = "auto-generated"
        mime["Content-Language"] = "fr"
        if message.unsubscribe:
            # RFC 8058: the reader's own button stops such mails, by one POST.
            mime["List-Unsubscribe"] = f"<{_one_line(message.unsubscribe)}>"
            mime["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mime.set_content(message.text)
        mime.add_alternative(message.html, subtype="html")
        for file in message.attachments:
            main, sub = file.media_type.split("/")
            mime.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
        return mime


def _verdict(code: int) -> Exception:
    if code >= FINAL_FROM:
        return MailRefusedError(str(code))
    return MailUnavailableError(str(code))


def _one_line(text: str) -> str:
    return " ".join(text.split())
