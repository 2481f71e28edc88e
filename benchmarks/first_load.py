"""« Mes factures » opened by somebody signed in: bytes over the wire, first paint, rows."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from benchmarks import browser as chromium
from benchmarks.figures import Figure, figure
from benchmarks.servers import Served

ROUNDS = 8
# Visible is drawn: rows that are in the document wait for the stylesheet, as a person does.
WATCH = """
new MutationObserver((_, watching) => {
  if (document.querySelectorAll('tbody tr').length < 25) return;
  watching.disconnect();
  requestAnimationFrame(() => { window.rowsAt = performance.now(); });
}).observe(document, {childList: true, subtree: true});
"""
READ = "() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.rowsAt]"


@dataclass(slots=True)
class Visits:
    """What several visits took."""

    kilobytes: list[float] = field(default_factory=list)
    font: list[float] = field(default_factory=list)
    socket: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)


def first_load(browser: Browser, product: Served, bare: Served) -> list[Figure]:
    """Cold with an empty cache, warm the second time; both applications in turn."""
    visits = {(app.name, heat): Visits() for app in (product, bare) for heat in ("cold", "warm")}
    for _ in range(ROUNDS):
        for app in (product, bare):
            profile = chromium.context(browser, app)
            _visit(profile, app, visits[app.name, "cold"])
            _visit(profile, app, visits[app.name, "warm"])
            profile.close()
    return [line for heat in ("cold", "warm") for line in _lines(heat, visits["product", heat], visits["bare", heat])]


def _lines(heat: str, ours: Visits, bare: Visits) -> list[Figure]:
    lines: list[Figure] = []
    for what, unit, target in (
        ("kilobytes", "kB", 1.35),
        ("socket", "kB", None),
        ("painted", "ms", None),
        ("rows", "ms", 1.25),
    ):
        words = {"kilobytes": "HTTP bytes without the font", "socket": "socket bytes", "painted": "first paint"}
        name = f"{heat} load, {words.get(what, 'rows visible')}"
        floor = figure(f"{name}, bare", getattr(bare, what), unit)
        # A warm visit only asks whether anything changed: its few bytes carry no target.
        wanted = None if heat == "warm" and unit == "kB" else target
        lines += [floor, figure(f"{name}, product", getattr(ours, what), unit, floor, wanted)]
    return [*lines, figure(f"{heat} load, the font, product", ours.font, "kB")]


def _visit(profile: BrowserContext, app: Served, visits: Visits) -> None:
    page = profile.new_page()
    page.add_init_script(WATCH)
    wire = profile.new_cdp_session(page)
    wire.send("Network.enable")
    types: dict[str, str] = {}
    sizes: dict[str, float] = {}
    frames: list[int] = []

    def answered(event: Any) -> None:
        types[event["requestId"]] = event["type"]

    def finished(event: Any) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    wire.on("Network.responseReceived", answered)
    wire.on("Network.loadingFinished", finished)
    wire.on(
        "Network.webSocketFrameReceived", lambda event: frames.append(len(event["response"]["payloadData"].encode()))
    )
    chromium.open_list(page, app)
    page.wait_for_load_state("networkidle")
    painted, rows = page.evaluate(READ)
    font = sum(size for name, size in sizes.items() if types.get(name) == "Font")
    visits.font.append(font / 1000)
    visits.kilobytes.append((sum(sizes.values()) - font) / 1000)
    visits.socket.append(sum(frames) / 1000)
    visits.painted.append(painted)
    visits.rows.append(rows)
    page.close()
