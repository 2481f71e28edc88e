"""What an honest person feels while one server is besieged, attack after attack: they sign in and send an invoice."""

import asyncio
import contextlib
import multiprocessing
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final

import httpx

from benchmarks import attacks
from benchmarks.data import Place
from benchmarks.deposit import a_pdf
from benchmarks.figures import Figure, figure
from benchmarks.inside import inhabit
from benchmarks.servers import Served
from benchmarks.uploads import EMAIL, PASSWORD, settle
from espace_factures import routes
from espace_factures.app import run
from espace_factures.identity.rules.verification import Purpose
from espace_factures.identity.service import codes

HONEST: Final = "198.51.100.7"
ROUNDS: Final = 15
WARM: Final = 2
TARGET: Final = 2
WARMING_SECONDS: Final = 1.0
SIEGE_SECONDS: Final = 20.0
PATIENCE_SECONDS: Final = 60.0
PAUSE_SECONDS: Final = 0.3
"""A person between two gestures."""


def behind_a_proxy(app: Served) -> Served:
    """The application that believes one proxy: each besieger and the honest person have an address."""
    app.environment |= {"TRUSTED_PROXIES": "1"}
    return app


def siege(place: Place, app: Served, folder: str) -> list[Figure]:
    """Each gesture with nobody else, then during each attack; and how much of the attack was made meanwhile."""
    inhabit(place, folder)
    settle(place)
    asyncio.run(_felt(app, WARM))
    idle = asyncio.run(_felt(app, ROUNDS))
    alone = {name: figure(f"{name}, nobody else", waits) for name, waits in idle.items()}
    lines = list(alone.values())
    for title, attack in attacks.ATTACKS.items():
        settle(place)
        ticket = run.execute(codes.ask, EMAIL, Purpose.ACTIVATION)
        target = attacks.Target(app.url, app.port, app.cookie, ticket)
        with _under(attack, target) as made:
            felt = asyncio.run(_felt(app, ROUNDS))
        lines += [figure(f"{name}, {title}", waits, beside=alone[name], target=TARGET) for name, waits in felt.items()]
        lines.append(figure(f"made meanwhile: {title}", [made.value], unit=""))
    return [*lines, figure("load of the machine, 1 minute", [os.getloadavg()[0]], unit="")]


@contextlib.contextmanager
def _under(attack: attacks.Attack, target: attacks.Target) -> Iterator[Any]:
    """The attack, from a process of its own, for as long as the block lasts; what it made is counted."""
    made = multiprocessing.get_context("spawn").Value("i", 0)
    besieger = multiprocessing.get_context("spawn").Process(target=attacks.run, args=(attack, target, made))
    besieger.start()
    try:
        _await_first(made)
        yield made
    finally:
        besieger.kill()
        besieger.join()


def _await_first(made: Any) -> None:
    limit = time.monotonic() + PATIENCE_SECONDS
    while not made.value and time.monotonic() < limit:
        time.sleep(0.05)
    assert made.value, "the attack did not begin"
    time.sleep(WARMING_SECONDS)


async def _felt(app: Served, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each gesture of the honest person, in turn; on a busy machine, fewer rounds than wished."""
    limit = time.monotonic() + SIEGE_SECONDS
    waits: dict[str, list[float]] = {"sign-in": [], "an invoice of 1.2 MB becomes a draft": []}
    while len(waits["sign-in"]) < rounds and time.monotonic() < limit:
        headers = {"Origin": app.url, "X-Forwarded-For": HONEST}
        async with httpx.AsyncClient(base_url=app.url, headers=headers, timeout=PATIENCE_SECONDS) as client:
            waits["sign-in"].append(await _timed(lambda client=client: _sign_in(client)))
            content = a_pdf()
            draft = await _timed(lambda client=client, content=content: _send(client, content))
            waits["an invoice of 1.2 MB becomes a draft"].append(draft)
        await asyncio.sleep(PAUSE_SECONDS)
    return waits


async def _sign_in(client: httpx.AsyncClient) -> None:
    answer = await client.post(routes.POST_SIGN_IN, data={"email": EMAIL, "password": PASSWORD})
    cookie = answer.headers.get("set-cookie", "")
    assert "__Host-session" in cookie, answer.headers
    client.headers["Cookie"] = cookie.partition(";")[0]


async def _send(client: httpx.AsyncClient, content: bytes) -> None:
    files = {"fichier": ("facture.pdf", content, "application/pdf")}
    (await client.post(routes.POST_DRAFT_FILE, files=files)).raise_for_status()


async def _timed(call: Callable[[], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await call()
    return (time.perf_counter() - began) * 1000
