"""What an open page costs: memory of the worker, and the state that a second worker would have to share."""

import asyncio
import pickle
from typing import Any

from benchmarks.data import Place
from benchmarks.figures import Figure, figure
from benchmarks.inside import inhabit
from benchmarks.servers import Served
from benchmarks.sockets import Tab
from espace_factures.app import run
from espace_factures.invoices.following.forms import Filters, neighbours
from espace_factures.invoices.following.presenter.rows import invoice_row, list_lead, place_choices
from espace_factures.invoices.following.service import tracking

TABS = 200
STATE_LIMIT = 20.0


def of_the_worker(product: Served, bare: Served) -> list[Figure]:
    """Resident memory before and with 200 tabs on the list."""
    lines: list[Figure] = []
    for app in (bare, product):
        before = app.memory()
        after = asyncio.run(_with_tabs(app))
        lines.append(figure(f"worker of {app.name}, before", [before / 1e6], "MB"))
        lines.append(figure(f"each of {TABS} pages of {app.name}", [(after - before) / TABS / 1e3], "kB"))
    return lines


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
    state.lead, state.places = list_lead(found.summary), place_choices(found.places)
    state.previous, state.following = neighbours(Filters(), found.found, "/factures/suivi")
    state.is_loaded = True


def _tree(state: Any) -> list[Any]:
    return [state, *(below for child in state.substates.values() for below in _tree(child))]
