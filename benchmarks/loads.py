"""Whole loads of the list per second: the page, its socket, its data; twelve people again and again."""

import asyncio
import time
from typing import Final

import httpx

from benchmarks.figures import Figure, figure
from benchmarks.servers import Served
from benchmarks.sockets import Tab

PEOPLE: Final = 12
SECONDS: Final = 4.0
ROUNDS: Final = 3


def loads_per_second(product: Served, bare: Served) -> list[Figure]:
    """Both applications in turn."""
    rates: dict[str, list[float]] = {"product": [], "bare": []}
    for _ in range(ROUNDS):
        for app in (product, bare):
            rates[app.name].append(asyncio.run(_together(app)))
    floor = figure(f"whole loads a second, {PEOPLE} people, bare", rates["bare"], "/s")
    return [floor, figure(f"whole loads a second, {PEOPLE} people, product", rates["product"], "/s", beside=floor)]


async def _together(app: Served) -> float:
    began = time.perf_counter()
    until = began + SECONDS
    async with httpx.AsyncClient(headers={"Cookie": app.cookie, "Accept-Encoding": "gzip"}) as client:
        loaded = await asyncio.gather(*(_keep_loading(client, app, until) for _ in range(PEOPLE)))
    return sum(loaded) / (time.perf_counter() - began)


async def _keep_loading(client: httpx.AsyncClient, app: Served, until: float) -> int:
    loaded = 0
    while time.perf_counter() < until:
        (await client.get(app.url + app.page)).raise_for_status()
        tab = Tab(app)
        await tab.open()
        await tab.close()
        loaded += 1
    return loaded
