"""Pages of the list per second when more people ask than one worker can serve."""

import asyncio
import time

from benchmarks.figures import Figure, figure
from benchmarks.servers import Served
from benchmarks.sockets import Tab

TABS = 64
SECONDS = 4.0
ROUNDS = 3


def pages_per_second(product: Served, bare: Served) -> list[Figure]:
    """Both applications in turn, 64 tabs each asking again as soon as it is answered."""
    rates: dict[str, list[float]] = {"product": [], "bare": []}
    for _ in range(ROUNDS):
        for app in (product, bare):
            rates[app.name].append(asyncio.run(_saturate(app)))
    floor = figure(f"pages a second, {TABS} tabs, bare", rates["bare"], "/s")
    return [floor, figure(f"pages a second, {TABS} tabs, product", rates["product"], "/s", beside=floor)]


async def _saturate(app: Served) -> float:
    tabs = [Tab(app) for _ in range(TABS)]
    for tab in tabs:
        await tab.open()
    began = time.perf_counter()
    turned = await asyncio.gather(*(_keep_turning(tab, began + SECONDS) for tab in tabs))
    took = time.perf_counter() - began
    await asyncio.gather(*(tab.close() for tab in tabs))
    return sum(turned) / took


async def _keep_turning(tab: Tab, until: float) -> int:
    turned = 0
    while time.perf_counter() < until:
        await tab.turn()
        turned += 1
    return turned
