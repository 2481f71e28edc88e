"""What an open page costs: memory of the worker, and the state that a second worker would have to share."""

import asyncio
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import httpx
import psutil

from benchmarks.data import Place
from benchmarks.figures import Figure, figure
from benchmarks.inside import inhabit
from benchmarks.servers import ROOT, Served, await_answer, free_port
from benchmarks.sockets import Tab
from espace_factures import postgres
from espace_factures.app import run
from espace_factures.frontend import QUIET
from espace_factures.invoices.following.forms import Filters, neighbours
from espace_factures.invoices.following.presenter import listing
from espace_factures.invoices.following.presenter.rows import invoice_row, list_lead
from espace_factures.invoices.following.service import tracking

TABS = 90
"""Under the most that one person may open."""
STATE_LIMIT = 20.0
IDLE_LIMIT: Final = 250 * 1.048576
"""250 MiB."""
IDLE_SECONDS: Final = 5
START_SECONDS: Final = 180
"""The demonstration is written when the database has none."""


def of_the_worker(product: Served, bare: Served) -> list[Figure]:
    """Resident memory before and with many tabs on the list."""
    lines: list[Figure] = []
    for app in (bare, product):
        before = app.memory()
        after = asyncio.run(_with_tabs(app))
        lines.append(figure(f"worker of {app.name}, before", [before / 1e6], "MB"))
        lines.append(figure(f"each of {TABS} pages of {app.name}", [(after - before) / TABS / 1e3], "kB"))
    return lines


def of_the_whole(folder: Path) -> list[Figure]:
    """`serve` and all that it started but PostgreSQL, once idle: what is shared is counted once."""
    url, port = postgres.start(folder / "postgres", "bench_demonstration"), free_port()
    environment = (
        os.environ | QUIET | {"DATABASE_URL": url, "VAR_DIR": str(folder), "PORT": str(port), "APP_ENV": "dev"}
    )
    with (folder / "whole.log").open("wb") as log:
        command = [sys.executable, "-W", "ignore", "-m", "espace_factures", "serve"]
        whole = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            await_answer(f"http://localhost:{port}", folder / "whole.log", START_SECONDS)
            httpx.get(f"http://localhost:{port}/connexion").raise_for_status()
            time.sleep(IDLE_SECONDS)
            parts = [each.memory_full_info().pss / 1e6 for each in _family(psutil.Process(whole.pid))]
        finally:
            whole.terminate()
            whole.wait(30)
    limit = figure("most that it may hold", [IDLE_LIMIT], "MB")
    return [limit, figure(f"{len(parts)} processes, together", [sum(parts)], "MB", beside=limit, target=1)] + [
        figure(f"of which, process {rank + 1}", [part], "MB") for rank, part in enumerate(parts)
    ]


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


async def _with_tabs(app: Served) -> float:
    tabs = [Tab(app) for _ in range(TABS)]
    for tab in tabs:
        await tab.open()
    held = app.memory()
    await asyncio.gather(*(tab.close() for tab in tabs))
    return held


def of_the_state(place: Place, folder: str) -> list[Figure]:
    """Pickled, as it would travel to Redis: the whole tree with the list loaded, and its largest state."""
    actor, _ = inhabit(place, folder)
    from espace_factures.espace_factures import app

    assert app._state is not None
    root = app._state(_reflex_internal_init=True)
    _fill(root, run.execute(tracking.supplier_list, actor, Filters().query(run.wall_clock())))
    sizes = {state.get_name(): len(pickle.dumps(state)) / 1000 for state in _tree(root)}
    largest = max(sizes, key=lambda name: sizes[name])
    limit = figure("most a state may weigh", [STATE_LIMIT], "kB")
    return [
        limit,
        figure(f"largest state, {largest}", [sizes[largest]], "kB", beside=limit, target=1.0),
        figure(f"whole tree, {len(sizes)} states", [sum(sizes.values())], "kB"),
    ]


def _fill(root: Any, found: tracking.SupplierList) -> None:
    state = next(state for state in _tree(root) if state.get_name().endswith("tracking_state"))
    state.rows = [invoice_row(row, found.delays) for row in found.found.rows]
    state.lead, state.places = list_lead(found.summary), listing.place_options(found.places)
    state.directions, state.orders = listing.direction_options(found.directions), listing.orders_of(Filters())
    state.order_hrefs = listing.order_hrefs(Filters())
    state.previous, state.following = neighbours(Filters(), found.found, "/factures/suivi")
    state.is_loaded = True


def _tree(state: Any) -> list[Any]:
    return [state, *(below for child in state.substates.values() for below in _tree(child))]
