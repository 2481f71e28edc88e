"""python -m benchmarks: every measure in turn, on loopback, in less than ten minutes."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from benchmarks import (
    browser,
    data,
    deposit,
    first_load,
    gestures,
    memory,
    next_page,
    report,
    saturation,
    servers,
    siege,
    traps,
    uploads,
)
from benchmarks.figures import Figure
from espace_factures import postgres
from espace_factures.settings import settings

RESULTS: Final = Path(__file__).parent / "results"


def main() -> int:
    """Load, serve, measure, write."""
    began = time.monotonic()
    folder = settings().var_dir.absolute() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        sections = measure(folder)
    finally:
        postgres.stop(folder / "postgres")
    sys.stdout.write(report.write(RESULTS, sections, time.monotonic() - began))
    return 0


def measure(folder: Path) -> dict[str, list[Figure]]:
    """Each section of the report; the quiet ones before the ones that fill the memory."""
    desk, small, large = (data.prepare(folder, size) for size in (1, 1_000, 1_000_000))
    sections: dict[str, list[Figure]] = {}
    with ExitStack() as stack:
        thousand, million, bare = stack.enter_context(_served(folder, small, large))
        finished = stack.enter_context(servers.finished(large).running(folder / "finished.log"))
        chromium = stack.enter_context(browser.chromium())
        apps = {"bare": bare, "small": thousand, "large": million}
        sections["Next page, in the browser"] = next_page.in_browser(chromium, apps)
        sections["First load"] = first_load.first_load(chromium, million, bare, finished)
        sections["First load, slow 4G and a slow phone"] = first_load.slow_load(chromium, million, bare, finished)
    with _served(folder, small, large) as (thousand, million, bare):
        apps = {"bare": bare, "small": thousand, "large": million}
        sections["Memory of the worker"] = memory.of_the_worker(million, bare)
        sections["Next page, on the socket"] = next_page.on_socket(apps)
        sections["Saturation"] = saturation.pages_per_second(million, bare)
    sections["Next page, by part"] = next_page.by_part(small, large, str(folder))
    sections["The list, one invoice, a decision"] = gestures.gestures(small, large, str(folder))
    sections["State"] = memory.of_the_state(large, str(folder))
    sections["Traps, a million invoices"] = traps.traps(large, str(folder))
    app = servers.product(desk, folder)
    with app.running(folder / "desk.log"):
        sections["Deposit of 1.2 MB"] = deposit.deposit(desk, app, folder)
    app = servers.product(small, folder)
    with app.running(folder / "uploads.log"):
        sections["Forty uploads at once by one account"] = uploads.uploads(small, app)
    app = siege.behind_a_proxy(servers.product(small, folder))
    with app.running(folder / "siege.log"):
        sections["Under siege"] = siege.siege(small, app, str(folder))
    return sections


@contextmanager
def _served(folder: Path, small: data.Place, large: data.Place) -> Iterator[list[servers.Served]]:
    """The product on a thousand and on a million invoices, and the bare application on the million."""
    apps = [servers.product(small, folder), servers.product(large, folder), servers.bare(large)]
    servers.build_bare(apps[2])
    with ExitStack() as stack:
        yield [stack.enter_context(app.running(folder / f"{place}.log")) for place, app in enumerate(apps)]


if __name__ == "__main__":
    sys.exit(main())
