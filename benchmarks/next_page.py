"""« Suivantes »: from click to rows in the browser, from event to delta on the socket, and its parts."""

import asyncio

import psycopg
from playwright.sync_api import Browser

from benchmarks import browser as chromium
from benchmarks.bare.bare.keyset import ROWS
from benchmarks.data import Place
from benchmarks.figures import Figure, figure, repeated
from benchmarks.inside import asking, inhabit
from benchmarks.servers import Served
from benchmarks.sockets import Tab
from espace_factures.app import run
from espace_factures.identity.service import sessions
from espace_factures.invoices.following import forms as following_forms
from espace_factures.invoices.following.presenter.rows import invoice_row
from espace_factures.invoices.following.service import tracking

ROUNDS = 4
DEEP = {"place": "apres_2026-11-17T20:00:00+00:00_719", "rang": "720"}


def in_browser(browser: Browser, apps: dict[str, Served], times: int = 30) -> list[Figure]:
    """Click → rows changed in the DOM; the applications take turns."""
    waits: dict[str, list[float]] = {name: [] for name in apps}
    for _ in range(ROUNDS):
        for name, app in apps.items():
            waits[name] += chromium.turns(browser, app, times)
    return _compared("click to rows", waits)


def on_socket(apps: dict[str, Served], times: int = 60) -> list[Figure]:
    """Event sent → rows received, one tab alone, at a person's pace."""
    waits: dict[str, list[float]] = {name: [] for name in apps}
    for _ in range(ROUNDS):
        for name, app in apps.items():
            waits[name] += asyncio.run(_one_tab(app, times))
    return _compared("event to delta", waits)


def by_part(small: Place, large: Place, folder: str) -> list[Figure]:
    """The use case beside the same query through psycopg, at both sizes; then the other parts of one event."""
    return [*_use_case(small, folder), *_use_case(large, folder)]


def _compared(what: str, waits: dict[str, list[float]]) -> list[Figure]:
    floor = figure(f"{what}, bare, 1 000 000", waits["bare"])
    small = figure(f"{what}, product, 1 000", waits["small"])
    large = figure(f"{what}, product, 1 000 000", waits["large"], beside=floor, target=1.5)
    growth = figure(f"{what}, product, 1 000 000 again", waits["large"], beside=small, target=1.3)
    return [floor, small, large, growth]


async def _one_tab(app: Served, times: int) -> list[float]:
    tab = Tab(app)
    await tab.open()
    waits = []
    for position in range(times + 5):
        await asyncio.sleep(0.05)
        wait = await tab.turn()
        waits += [wait] if position >= 5 else []
    await tab.close()
    return waits


def _use_case(place: Place, folder: str) -> list[Figure]:
    actor, token = inhabit(place, folder)
    query = following_forms.read_filters(DEEP).query(run.wall_clock())
    with asking(place) as answered, psycopg.connect(place.conninfo, autocommit=True) as connection:
        found = answered(tracking.turn_page(actor, query))
        raw, case, guard, shown = repeated(
            lambda: connection.execute(ROWS, ("2026-11-17T20:00:00+00:00", 719)).fetchall(),
            lambda: answered(tracking.turn_page(actor, query)),
            lambda: answered(sessions.authenticate(token)),
            lambda: [invoice_row(row, found[1]) for row in found[0].rows],
        )
    size = f"{place.size:,}".replace(",", " ")
    floor = figure(f"keyset query alone through psycopg, {size}", raw)
    return [
        floor,
        figure(f"use case turn_page, {size}", case, beside=floor),
        figure(f"guard: whose session, {size}", guard),
        figure(f"25 rows into French, {size}", shown),
    ]
