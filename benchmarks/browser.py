"""Chromium in front of both applications: what a person waits for."""

import contextlib
from collections.abc import Iterator
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.servers import Served

QUIET: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK: Final = {"width": 1280, "height": 900}
PAUSE_MS: Final = 60  # the shield lets 20 messages a second through, for ever

TURN: Final = """async ([times, pause]) => {
  const first = () => document.querySelector('tbody tr')?.textContent;
  const links = () => [...document.querySelectorAll('a[rel=next], button')];
  const next = () => links().find(link => link.textContent.includes('Suivantes'));
  const waits = [];
  for (let i = 0; i < times && next(); i++) {
    await new Promise(done => setTimeout(done, pause));
    const before = first();
    waits.push(await new Promise(done => {
      const began = performance.now();
      const observer = new MutationObserver(() => {
        if (first() !== before) { observer.disconnect(); done(performance.now() - began); }
      });
      observer.observe(document.body, {childList: true, subtree: true, characterData: true});
      next().click();
    }));
  }
  return waits;
}"""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, silent on the network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield browser
        browser.close()


def context(browser: Browser, app: Served, viewport: dict[str, int] = DESK) -> BrowserContext:
    """A fresh profile, signed in when the application asks for it."""
    made = browser.new_context(viewport=viewport, locale="fr-FR")  # type: ignore[arg-type]
    if app.cookie:
        name, value = app.cookie.split("=", 1)
        cookie: Any = {"name": name, "value": value, "url": "https://localhost/", "secure": True, "httpOnly": True}
        made.add_cookies([cookie])
    return made


def open_list(page: Page, app: Served) -> None:
    """The list, with its rows."""
    page.goto(app.url + app.page)
    page.locator("tbody tr").nth(24).wait_for()


def open_alive(page: Page, app: Served) -> None:
    """The list, once its own page draws it and answers: nothing in it is the server's HTML any more."""
    open_list(page, app)
    page.locator("[data-rempli]").first.wait_for(state="detached")
    page.wait_for_load_state("networkidle")


def turns(browser: Browser, app: Served, times: int) -> list[float]:
    """Milliseconds from click on « Suivantes » to other rows in the DOM, timed inside the page."""
    profile = context(browser, app)
    page = profile.new_page()
    open_alive(page, app)
    page.evaluate(TURN, [8, PAUSE_MS])
    waits = page.evaluate(TURN, [times, PAUSE_MS])
    profile.close()
    return waits
