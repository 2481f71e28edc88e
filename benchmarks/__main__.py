"""python -m benchmarks: every measure in turn, on loopback, in some ten minutes."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks import (
    batches,
    browser,
    dashboard,
    data,
    deposit,
    first_load,
    gestures,
    loads,
    memory,
    next_page,
    opening,
    queues,
    readings,
    report,
    saturation,
    sending,
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
    sys.stdout.write(report.write(RESULTS, sections, time.monotonic() - began, readings.tables()))
    return 0


def measure(folder: Path) -> dict[str, list[Figure]]:
    """Each section of the report; the quiet ones before the ones that fill the memory."""
    desk, small, large = (data.prepare(folder, size) for size in (1, 1_000, 1_000_000))
    for place in (small, large):
        opening.deposited(place, str(folder))
    told = Told()
    with ExitStack() as stack:
        thousand, million, bare = stack.enter_context(_served(folder, small, large))
        finished = stack.enter_context(servers.finished(large).running(folder / "finished.log"))
        chromium = stack.enter_context(browser.chromium())
        apps = {"bare": bare, "small": thousand, "large": million}
        told.add("Next page, in the browser", next_page.in_browser(chromium, apps))
        told.add("One invoice opened", opening.opening(chromium, {"small": thousand, "large": million}))
        told.add("First load", first_load.first_load(chromium, thousand, million, bare, finished))
        told.add("First load, slow 4G and a slow phone", first_load.slow_load(chromium, million, bare, finished))
        told.add("A deposit in the browser", sending.sending(chromium, million, finished))
    with _served(folder, small, large) as (thousand, million, bare):
        apps = {"bare": bare, "small": thousand, "large": million}
        told.add("Memory of the worker", memory.of_the_worker(million, bare))
        told.add("Next page, on the socket", next_page.on_socket(apps))
        told.add("Saturation", saturation.pages_per_second(million, bare))
    with _served(folder, large) as (million, bare):
        told.add("Whole loads", loads.loads_per_second(million, bare))
    told.add("Next page, by part", next_page.by_part(small, large, str(folder)))
    told.add("The list, one invoice, a decision", gestures.gestures(small, large, str(folder)))
    told.add("A batch of five hundred", batches.batches(small, large, str(folder)))
    told.add("The agents' queue, 200 agents", queues.queues(folder))
    told.add("State", memory.of_the_state(large, str(folder)))
    told.add("Traps, a million invoices", traps.traps(large, str(folder)))
    told.add("The whole application, idle", memory.of_the_whole(folder))
    app = servers.product(desk, folder)
    with app.running(folder / "desk.log"):
        told.add("Deposit of 1.2 MB", deposit.deposit(desk, app, folder))
    app = servers.product(small, folder)
    with app.running(folder / "uploads.log"):
        told.add("Forty uploads at once by one account", uploads.uploads(small, app))
    app = siege.behind_a_proxy(servers.product(small, folder))
    with app.running(folder / "siege.log"):
        told.add("Under siege", siege.siege(small, app, str(folder)))
    told.add("The dashboard, beside two hundred agents", dashboard.dashboards(small, large, str(folder)))
    return told.sections


@dataclass
class Told:
    """The sections of the report; each is told when it is there."""

    sections: dict[str, list[Figure]] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def add(self, title: str, figures: list[Figure]) -> None:
        """One more, and the seconds since the beginning."""
        self.sections[title] = figures
        sys.stderr.write(f"{report.section(title, figures)}\n{time.monotonic() - self.began:.0f} s\n")


@contextmanager
def _served(folder: Path, *places: data.Place) -> Iterator[list[servers.Served]]:
    """The product on each place, and the bare application on the last."""
    apps = [*(servers.product(place, folder) for place in places), servers.bare(places[-1])]
    servers.build_bare(apps[-1])
    with ExitStack() as stack:
        yield [stack.enter_context(app.running(folder / f"{place}.log")) for place, app in enumerate(apps)]


if __name__ == "__main__":
    sys.exit(main())
