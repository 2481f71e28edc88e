"""One visit of the list by somebody signed in: bytes over the wire, first paint, rows."""

from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import BrowserContext, CDPSession, Page

from benchmarks import browser as chromium
from benchmarks.servers import Served

# Visible is drawn: rows that are in the document wait for the stylesheet, as a person does.
WATCH: Final = """
new MutationObserver((_, watching) => {
  if (document.querySelectorAll('tbody tr').length < 25) return;
  watching.disconnect();
  requestAnimationFrame(() => { window.rowsAt = performance.now(); });
}).observe(document, {childList: true, subtree: true});
"""
READ: Final = "() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.rowsAt]"


@dataclass(frozen=True, slots=True)
class Line:
    """A line and a computer slower than these; nothing is slowed by default."""

    latency_ms: float = 0
    bytes_per_second: float = -1
    computer: float = 1


@dataclass(slots=True)
class Visits:
    """What several visits took."""

    kilobytes: list[float] = field(default_factory=list)
    font: list[float] = field(default_factory=list)
    socket: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)

    def add(self, profile: BrowserContext, app: Served, line: Line) -> None:
        """Open the list once more."""
        page = profile.new_page()
        page.add_init_script(WATCH)
        wire = slowed(page, line)
        weighed = _weighed(wire, self)
        chromium.open_list(page, app)
        page.wait_for_load_state("networkidle")
        painted, rows = page.evaluate(READ)
        font, others = weighed()
        self.font.append(font / 1000)
        self.kilobytes.append(others / 1000)
        self.painted.append(painted)
        self.rows.append(rows)
        page.close()


def slowed(page: Page, line: Line) -> CDPSession:
    """The page on that line; its wire says what passes."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    network = {"offline": False, "latency": line.latency_ms, "connectionType": "none"}
    network |= {"downloadThroughput": line.bytes_per_second, "uploadThroughput": line.bytes_per_second}
    wire.send("Network.emulateNetworkConditions", network)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": line.computer})
    return wire


def _weighed(wire: CDPSession, visits: Visits) -> Any:
    """Listen to what comes; the function says the bytes of the font, and of all the rest but the socket."""
    types: dict[str, str] = {}
    sizes: dict[str, float] = {}
    frames: list[int] = []

    def answered(event: Any) -> None:
        types[event["requestId"]] = event["type"]

    def finished(event: Any) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    def heard(event: Any) -> None:
        frames.append(len(event["response"]["payloadData"].encode()))

    wire.on("Network.responseReceived", answered)
    wire.on("Network.loadingFinished", finished)
    wire.on("Network.webSocketFrameReceived", heard)

    def weigh() -> tuple[float, float]:
        visits.socket.append(sum(frames) / 1000)
        font = sum(size for name, size in sizes.items() if types.get(name) == "Font")
        return font, sum(sizes.values()) - font

    return weigh
