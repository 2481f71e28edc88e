"""Real parts for every test: PostgreSQL, files on disk, a clock that moves when told."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from espace_factures import wiring
from espace_factures.adapters.captcha import NoCaptcha
from espace_factures.adapters.chance import SystemChance
from espace_factures.adapters.clock import SystemClock
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.adapters.files import file_store
from espace_factures.adapters.registry import NullRegistry
from espace_factures.app import outside, run
from espace_factures.app.uow import make_engine
from espace_factures.audit import service as audit_service
from espace_factures.core.ports import Inside, Outside, PublicSettings
from espace_factures.organisation.service import parameters
from espace_factures.settings import DEVELOPMENT_KEY
from tests.databases import Emptying, a_database
from tests.fakes import KeptMail, KeptTexts, MovableClock, RememberingReader
from tests.playing import played

os.environ.setdefault("APP_ENV", "dev")
wiring.introduce()
READER = RememberingReader(SubprocessReader())
ORIGIN = "http://localhost:3000"
# The key of the servers that tests start: what a test writes encrypted, they read, whichever test came before.
SETTINGS = PublicSettings(ORIGIN, (DEVELOPMENT_KEY.encode(),), shows_mailbox=True)
run.runtime.ports = Inside(SystemClock(), SystemChance(), SETTINGS)
SAMPLES = Path(os.environ.get("SAMPLES_DIR", Path(__file__).parents[1].parent / "shared" / "samples"))


@dataclass(slots=True)
class World:
    """The database and the outside world of one test."""

    engine: Engine
    ports: Inside
    outside: Outside
    clock: MovableClock
    mailer: KeptMail
    texter: KeptTexts

    def do(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run one use case, question or gesture, as a page would."""
        return played(use_case, *args, **kwargs)

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What the database holds."""
        with self.engine.connect() as connection:
            return list(connection.execute(text(sql), values))

    def use(self, **ports: Any) -> None:
        """Exchange some ports, inside or outside."""
        within = {name: port for name, port in ports.items() if hasattr(self.ports, name)}
        self.ports = replace(self.ports, **within)
        self.outside = replace(self.outside, **{name: ports[name] for name in ports.keys() - within.keys()})
        run.configure(self.engine, self.ports)
        outside.introduce(self.outside)


@pytest.fixture(scope="session")
def database_url(worker_id: str) -> Iterator[str]:
    """The database of this test process."""
    with a_database(f"test_{worker_id}_{os.getpid()}") as url:
        yield url


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    """The pool of this test process."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def emptying(engine: Engine) -> Emptying:
    """What empties it."""
    return Emptying(engine)


@pytest.fixture
def empty_database(engine: Engine, emptying: Emptying) -> None:
    """No row anywhere but the parameters of a new portal."""
    emptying.empty(engine)
    parameters.kept.forget()
    audit_service.shown.forget()


@pytest.fixture
def world(engine: Engine, empty_database: None, tmp_path: Path) -> World:
    """A fresh world at noon in Nouméa on 18 November 2026."""
    clock = MovableClock(datetime(2026, 11, 18, 1, 0, tzinfo=UTC))
    mailer, texter = KeptMail(), KeptTexts()
    beyond = Outside(
        files=file_store("", tmp_path / "files"),
        registry=NullRegistry(),
        reader=READER,
        mailer=mailer,
        texter=texter,
        captcha=NoCaptcha(),
    )
    made = World(engine, Inside(clock, SystemChance(), SETTINGS), beyond, clock, mailer, texter)
    made.use()
    return made


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample invoices."""
    return SAMPLES


HOUR = timedelta(hours=1)
