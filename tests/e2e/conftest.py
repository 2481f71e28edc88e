"""Browser tests: the application as production serves it, real mail, several people at once."""

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine, text

from espace_factures import wiring
from espace_factures.adapters.clock import SystemClock
from espace_factures.app import run
from espace_factures.app.uow import make_engine, unit_of_work
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service import sessions
from espace_factures.settings import Settings
from espace_factures.web.session import COOKIE
from tests import factories
from tests.adapters.gateway import SmsGateway
from tests.databases import a_database
from tests.servers import MailCatcher, Server, free_port, running

# Generous: a busy machine is slow, and speed is the benchmarks' matter.
expect.set_options(timeout=15_000)
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-quic", "--lang=fr-FR"]
LOADED = '"is_hydrated_rx_state_":true'
"""What the server says once every handler of a page's loading is done."""
CALM_SECONDS = 0.1
SHOWN_SECONDS = 15
SHOWN = """async () => {
    const isMoving = ({effect}) => effect.target.checkVisibility() && effect.getComputedTiming().endTime !== Infinity;
    const pictures = [...document.images].filter((image) => image.loading !== 'lazy');
    await document.fonts.ready;
    await Promise.all(pictures.map((image) => image.decode().catch(() => {})));
    document.getAnimations().filter(isMoving).forEach((animation) => animation.finish());
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


@dataclass(slots=True)
class Stage:
    """The running application and what stands around it."""

    server: Server
    mail: MailCatcher
    sms: SmsGateway
    engine: Engine
    clock: SystemClock
    samples: Path

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What the database holds."""
        with self.engine.connect() as connection:
            return list(connection.execute(text(sql), values))


@dataclass
class Line:
    """What the server said to a document by its socket: whether all was loaded, and when it last spoke.

    Without slots: Playwright marks who listens.
    """

    is_loaded: bool = False
    spoke_at: float = 0

    def hear(self, said: str | bytes) -> None:
        """Note it."""
        self.is_loaded = self.is_loaded or LOADED in str(said)
        self.spoke_at = time.monotonic()

    def is_calm(self) -> bool:
        """Whether all was loaded, and nothing follows."""
        return self.is_loaded and time.monotonic() - self.spoke_at > CALM_SECONDS


@dataclass(slots=True)
class Person:
    """Somebody in front of a browser; `faults` holds what the console and the network complained of."""

    page: Page
    url: str
    let_in: Callable[[str], str] | None = None
    """Opens a session for an address, as its password would, and gives its token; at another portal, nobody does."""
    faults: list[str] = field(default_factory=list)
    line: Line = field(default_factory=Line)

    def goes_to(self, path: str) -> None:
        """Open an address of the portal."""
        self.page.goto(self.url + path)

    def sees(self, path: str) -> None:
        """Open an address, and wait until all of it is on the screen: rows, pictures, letters."""
        before, limit = self.line, time.monotonic() + SHOWN_SECONDS
        self.goes_to(path)
        while self.line is before or not self.line.is_calm():
            assert time.monotonic() < limit, f"{path} did not load"
            self.page.wait_for_timeout(20)
        self.looks()

    def looks(self, scheme: str | None = None) -> None:
        """Bring what moves to its end, in the light or in the dark."""
        if scheme:
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        self.page.evaluate(SHOWN)

    def signs_in(self, email: str, path: str = "/factures") -> None:
        """Open a protected page, and sign in when asked."""
        self.goes_to(path)
        self.page.get_by_label("Courriel").fill(email)
        self.page.get_by_label("Mot de passe", exact=True).fill(factories.PASSWORD)
        self.page.get_by_role("button", name="Se connecter").click()
        self.page.wait_for_url(re.compile(re.escape(path.split("?", maxsplit=1)[0])))

    def comes_in(self, email: str, path: str = "/factures") -> None:
        """Open a protected page, signed in already."""
        assert self.let_in, "nobody opens a session here"
        kept = {"name": COOKIE, "value": self.let_in(email), "url": self.url.replace("http:", "https:"), "secure": True}
        self.page.context.add_cookies([kept])  # type: ignore[list-item]
        self.goes_to(path)

    def drops(self, label: str, *files: Path | dict[str, Any]) -> None:
        """Choose files in a field."""
        self.page.get_by_label(label, exact=True).set_input_files(list(files))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, silent on the network."""
    return {"executable_path": "/usr/bin/chromium", "args": QUIET}


@pytest.fixture(scope="session")
def database_url(worker_id: str) -> Iterator[str]:
    """A database of their own: the worker of a served application must not take the jobs of other tests."""
    with a_database(f"served_{worker_id}_{os.getpid()}") as url:
        yield url


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    """The pool on it."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def stage(
    database_url: str, engine: Engine, samples: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """One server for the browser tests of this process."""
    mail, sms = MailCatcher(), SmsGateway()
    mail.start()
    sms.start()
    folder = tmp_path_factory.mktemp("served")
    box = str(free_port())
    server = Server(database_url, folder, SMTP_URL=mail.url, SMS_URL=sms.url, INBOX_PORT=box)
    with running(server):
        yield Stage(server, mail, sms, engine, SystemClock(), samples)
    mail.stop()
    sms.stop()


@pytest.fixture(autouse=True)
def wired(stage: Stage) -> None:
    """What a test plants is written with the keys of the served application, whatever ran before."""
    # A gateway knows a repeat by the number of its row, and numbers begin again when the database is emptied.
    stage.sms.keys.clear()
    run.configure(stage.engine, wiring.make_inside(Settings()))


@pytest.fixture
def person(browser: Browser, stage: Stage) -> Iterator[Callable[..., Person]]:
    """Bring somebody in, on a desk or a phone; whatever their console complained of fails the test."""
    people: list[Person] = []

    def come(viewport: dict[str, int] = DESK, **options: Any) -> Person:
        context = browser.new_context(viewport=viewport, locale="fr-FR", timezone_id="Pacific/Noumea", **options)  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        someone = Person(context.new_page(), stage.server.url, partial(_let_in, stage))
        _listen(someone)
        people.append(someone)
        return someone

    yield come
    faults = [fault for someone in people for fault in someone.faults]
    for someone in people:
        someone.page.context.close()
    assert not faults


def _let_in(stage: Stage, email: str) -> str:
    ports = replace(run.inside(), clock=stage.clock)
    with unit_of_work(stage.engine) as uow:
        account = identity_repository.owner_of(uow.session, email)
        assert account, f"{email} has no account"
        opened = sessions.admit(uow, ports, account, sessions.NOWHERE)
    assert isinstance(opened, sessions.Opened), f"{email} is asked for a second factor"
    return opened.token


def _listen(someone: Person) -> None:
    def console(message: Any) -> None:
        # A refused upload answers 422 on purpose, and Chromium writes that down.
        if message.type == "error" and "status of 4" not in message.text:
            someone.faults.append(message.text)

    def request(sent: Any) -> None:
        if not sent.url.startswith((someone.url, someone.url.replace("http", "ws"), "data:", "blob:")):
            someone.faults.append(f"a request left the machine: {sent.url}")

    def websocket(socket: Any) -> None:
        # What an earlier document still hears is not about this one.
        someone.line = line = Line()
        socket.on("framereceived", line.hear)

    someone.page.on("websocket", websocket)
    someone.page.on("console", console)
    someone.page.on("pageerror", lambda error: someone.faults.append(str(error)))
    someone.page.on("request", request)
