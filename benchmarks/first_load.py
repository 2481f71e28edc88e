"""« Mes factures » opened by somebody signed in, beside a bare application and a finished page of the same rows."""

from collections.abc import Sequence
from typing import Final

from playwright.sync_api import Browser

from benchmarks import browser as chromium
from benchmarks.figures import Figure, figure
from benchmarks.servers import Served
from benchmarks.visits import Line, Visits, slowed
from espace_factures import routes

ROUNDS: Final = 10
SLOW_ROUNDS: Final = 4
SLOW: Final = Line(latency_ms=400, bytes_per_second=50_000, computer=4)
"""400 kbit/s, 400 ms: slow 4G, on a phone four times slower than this computer."""
PHONE: Final = {"width": 390, "height": 844}
WORDS: Final = {"kilobytes": "HTTP bytes without the font", "socket": "socket bytes", "painted": "first paint"}
KINDS: Final = (("kilobytes", "kB"), ("socket", "kB"), ("painted", "ms"), ("rows", "ms"))
TARGETS: Final = {
    ("cold", "kilobytes"): 1.2,
    ("cold", "rows"): 0.5,
    ("warm", "rows"): 0.8,
    ("slow line", "painted"): 1.0,
}
BESIDE_FINISHED: Final = 1.5
ANSWERS: Final = """() => {
  const field = document.querySelector('input[type=file]');
  return field && Object.keys(field).some((key) => key.startsWith('__reactProps'));
}"""
"""The field is React's: a file that is chosen leaves at once."""
Taken = dict[tuple[str, str], Visits]


def first_load(browser: Browser, small: Served, product: Served, bare: Served, finished: Served) -> list[Figure]:
    """Cold with an empty cache, warm the second time; the applications in turn, the product at both sizes."""
    apps = {"small": small, "product": product, "bare": bare, "finished": finished}
    visits: Taken = {(name, heat): Visits() for name in apps for heat in ("cold", "warm")}
    for _ in range(ROUNDS):
        for name, app in apps.items():
            profile = chromium.context(browser, app)
            visits[name, "cold"].add(profile, app, Line())
            visits[name, "warm"].add(profile, app, Line())
            profile.close()
    return [line for heat in ("cold", "warm") for line in [*_lines(heat, visits), *_growth(heat, visits)]]


def slow_load(browser: Browser, product: Served, bare: Served, finished: Served) -> list[Figure]:
    """Cold, on a phone and a slow line."""
    apps = (product, bare, finished)
    visits: Taken = {(app.name, "slow line"): Visits() for app in apps}
    for _ in range(SLOW_ROUNDS):
        for app in apps:
            profile = chromium.context(browser, app, PHONE)
            visits[app.name, "slow line"].add(profile, app, SLOW)
            profile.close()
    return [*_lines("slow line", visits), _door(browser, product)]


def _door(browser: Browser, product: Served) -> Figure:
    """« Déposer » opened cold on the same line, until the zone answers."""
    waits = []
    for _ in range(SLOW_ROUNDS):
        profile = chromium.context(browser, product, PHONE)
        page = profile.new_page()
        slowed(page, SLOW)
        page.goto(product.url + routes.DEPOSIT, wait_until="commit")
        page.wait_for_function(ANSWERS, timeout=60_000)
        waits.append(page.evaluate("performance.now()"))
        profile.close()
    return figure("slow line, « Déposer » answers, product", waits)


def _growth(heat: str, visits: Taken) -> list[Figure]:
    thousand = figure(f"{heat} load, rows visible, product, 1 000", visits["small", heat].rows)
    return [
        thousand,
        figure(f"{heat} load, rows visible, 1 000 000 again", visits["product", heat].rows, "ms", thousand, 1.3),
    ]


def _lines(heat: str, visits: Taken) -> list[Figure]:
    product, bare, finished = (visits[name, heat] for name in ("product", "bare", "finished"))
    lines: list[Figure] = []
    for kind, unit in KINDS:
        name = f"{heat} load, {WORDS.get(kind, 'rows visible')}"
        floor = figure(f"{name}, bare", getattr(bare, kind), unit)
        wanted = TARGETS.get((heat, kind))
        lines += [floor, figure(f"{name}, product", getattr(product, kind), unit, floor, wanted)]
    return [*lines, *_beside_finished(heat, product.rows, finished.rows), _font(heat, product)]


def _beside_finished(heat: str, ours: Sequence[float], finished: Sequence[float]) -> list[Figure]:
    name = f"{heat} load, rows visible"
    floor = figure(f"{name}, finished page", finished)
    wanted = None if heat == "slow line" else BESIDE_FINISHED
    return [floor, figure(f"{name}, product beside it", ours, "ms", floor, wanted)]


def _font(heat: str, product: Visits) -> Figure:
    return figure(f"{heat} load, the font, product", product.font, "kB")
