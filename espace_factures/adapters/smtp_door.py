"""The way in for mail: a door of our own, in SMTP and LMTP, that hands over to one function and relays nothing."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import structlog
from aiosmtpd.smtp import SMTP

from espace_factures.core.words import plain

LARGEST: Final = 35 * 1024 * 1024
"""Bytes of a mail: what most relays take."""
MOST_CONNECTIONS: Final = 20
MOST_AT_ONCE: Final = 2
"""Mails that come in at the same time: each is held in memory until it is kept."""
COMMAND_SECONDS: Final = 60
DATA_SECONDS: Final = 180
SESSION_SECONDS: Final = 900
MOST_CALLS: Final = 300
ABSENT: Final = ("VRFY", "EXPN", "AUTH", "STARTTLS")
"""What tells who is here, or would give somebody rights."""
QUOTES: Final = str.maketrans({"«": '"', "»": '"'})

LATER: Final = "451 4.3.0 Réessayez plus tard."
FULL: Final = "451 4.3.2 Beaucoup de courriels arrivent, réessayez dans un instant."
CROWDED: Final = "421 4.3.2 Trop de connexions, réessayez dans un instant."
ONE_AT_A_TIME: Final = "452 4.5.3 Un seul destinataire par envoi."
UNKNOWN: Final = "550 5.1.1 Cette adresse n’existe pas."
REFUSED: Final = "550 5.7.1 "
NOT_HERE: Final = "502 5.5.1 Commande absente."
RECIPIENT_KNOWN: Final = "250 2.1.5 OK"
RECEIVED: Final = "250 2.0.0 Reçu."

log = structlog.get_logger()


@dataclass(slots=True)
class SmtpDoor:
    """Where it listens, under which name, who knows its addresses, and who takes a mail or says why not."""

    host: str
    port: int
    domain: str
    is_known: Callable[[str], Awaitable[bool]]
    take: Callable[[str, str, bytes], Awaitable[str]]
    open: set["Talk"] = field(default_factory=set)
    receiving: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Listen for as long as the block lasts; several processes of a machine share the port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._talk, self.host, self.port, reuse_port=True)
        try:
            yield
        finally:
            server.close()
            for talk in list(self.open):
                talk.hang_up()

    def _talk(self) -> asyncio.Protocol:
        return Talk(self) if len(self.open) < MOST_CONNECTIONS else Crowded()

    async def handle_RCPT(self, _talk: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        """One drop-box, that exists."""
        if envelope.rcpt_tos:
            return ONE_AT_A_TIME
        if not await self.is_known(address):
            return UNKNOWN
        envelope.rcpt_tos.append(address)
        return RECIPIENT_KNOWN

    async def handle_DATA(self, _talk: Any, _session: Any, envelope: Any) -> str:
        """Ours once it is kept, and not before."""
        try:
            refusal = await self.take(envelope.rcpt_tos[0], envelope.mail_from, envelope.content)
        except Exception as error:
            return await self.handle_exception(error)
        return REFUSED + refusal if refusal else RECEIVED

    async def handle_exception(self, error: Exception) -> str:
        """What fails here is tried again by the relay: nothing is lost."""
        log.error("inbox.failed", exc_info=error)
        return LATER


class Crowded(asyncio.Protocol):
    """One connection too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Say so, and hang up."""
        if isinstance(transport, asyncio.WriteTransport):
            transport.write(f"{ascii_words(CROWDED)}\r\n".encode())
        transport.close()


class Talk(SMTP):
    """One connection; what a relay does not need is not answered."""

    def __init__(self, door: SmtpDoor) -> None:
        super().__init__(
            door,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname=door.domain,
            ident="Espace Factures",
            timeout=COMMAND_SECONDS,
            command_call_limit=MOST_CALLS,
            loop=asyncio.get_running_loop(),
        )
        self._smtp_methods |= dict.fromkeys(ABSENT, self._absent)
        self.door = door
        self.heard = 0
        self.end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, for so long at most."""
        self.door.open.add(self)
        self.end = self.loop.call_later(SESSION_SECONDS, self.hang_up)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Make room for another."""
        self.door.open.discard(self)
        if self.end is not None:
            self.end.cancel()
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Past the largest mail the rest is read to its end and thrown away, and not without end."""
        self.heard += len(data)
        if self.heard > 2 * LARGEST:
            self.hang_up()
        else:
            super().data_received(data)

    def hang_up(self) -> None:
        """Leave at once."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    async def push(self, status: Any) -> None:
        """Every relay passes an answer on: no accent in it."""
        await super().push(ascii_words(status) if isinstance(status, str) else status)

    async def smtp_MAIL(self, arg: str | None) -> None:
        """A mail begins: what was heard before it does not count."""
        self.heard = 0
        await super().smtp_MAIL(arg)

    async def smtp_DATA(self, arg: str) -> None:
        """Few at once, each within its time."""
        if self.door.receiving.locked():
            await self.push(FULL)
            return
        async with self.door.receiving:
            self._reset_timeout(DATA_SECONDS)
            await super().smtp_DATA(arg)

    async def smtp_LHLO(self, arg: str) -> None:
        """The greeting of LMTP: with one recipient a mail, its answer is that of SMTP."""
        await super().smtp_EHLO(arg)

    async def _absent(self, _arg: str) -> None:
        await self.push(NOT_HERE)


def ascii_words(sentence: str) -> str:
    """A French sentence as every relay can pass it on."""
    return unicodedata.normalize("NFKD", plain(sentence).translate(QUOTES)).encode("ascii", "ignore").decode()
