"""One invoice opened from the list: from the click to its data, then to the picture of its first page."""

import asyncio
from collections.abc import Sequence
from typing import Final

from playwright.sync_api import Browser

from benchmarks import browser as chromium
from benchmarks.data import Place
from benchmarks.deposit import a_form, a_pdf
from benchmarks.figures import Figure, figure
from benchmarks.inside import inhabit
from benchmarks.servers import Served
from espace_factures.app import run
from espace_factures.invoices.deposit.service import deposits, drafts

ROUNDS: Final = 10
LIMIT_MS: Final = 200.0
OPEN: Final = """async () => {
  const until = (found) => new Promise((done) => {
    const look = () => found() ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
    look();
  });
  const began = performance.now();
  document.querySelector('tbody tr a').click();
  const opened = await until(() => document.querySelector('.ef-viewer img'));
  const seen = await until(() => {
    const picture = document.querySelector('.ef-viewer img');
    return picture?.complete && picture.naturalWidth > 0;
  });
  return [opened - began, seen - opened];
}"""


def deposited(place: Place, folder: str) -> None:
    """An invoice with a document of its own, first in the list."""
    actor, _ = inhabit(place, folder)
    draft = asyncio.run(drafts.start_draft(actor, "facture.pdf", a_pdf()))
    run.execute(deposits.deposit_invoice, actor, draft, a_form())


def opening(browser: Browser, apps: dict[str, Served]) -> list[Figure]:
    """The picture is asked anew each time: each round is a profile of its own. Beside a page turned in the same."""
    taken: dict[str, list[Sequence[float]]] = {name: [] for name in apps}
    for _ in range(ROUNDS):
        for name, app in apps.items():
            taken[name].append(_once(browser, app))
    small, large = (_lines(name, taken[name]) for name in ("small", "large"))
    again = figure("one invoice opened, 1 000 000 again", [each[1] for each in taken["large"]], "ms", small[1], 1.3)
    return [*small, *large, again]


def _once(browser: Browser, app: Served) -> tuple[float, float, float]:
    profile = chromium.context(browser, app)
    page = profile.new_page()
    chromium.open_alive(page, app)
    turned = page.evaluate(chromium.TURN, [5, chromium.PAUSE_MS])
    chromium.open_alive(page, app)
    opened, seen = page.evaluate(OPEN)
    profile.close()
    return sorted(turned)[len(turned) // 2], opened, seen


def _lines(name: str, taken: list[Sequence[float]]) -> list[Figure]:
    size = {"small": "1 000", "large": "1 000 000"}[name]
    turned, opened, seen = zip(*taken, strict=True)
    floor = figure(f"a page turned beside, {size}", turned)
    limit = figure(f"most that a first page may take after, {size}", [LIMIT_MS])
    return [
        floor,
        figure(f"one invoice opened, {size}", opened, beside=floor, target=3),
        figure(f"its document's first page after, {size}", seen, beside=limit, target=1),
    ]
