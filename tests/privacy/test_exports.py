"""The way of an export: asked once, made whatever happens, kept seven days, given to nobody else."""

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from espace_factures import routes, wiring
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.core.ports import FileStore
from espace_factures.privacy import http as privacy_http
from espace_factures.privacy import jobs as privacy_jobs
from espace_factures.privacy import presenter as privacy_presenter
from espace_factures.privacy.service import exports
from espace_factures.web.native import served
from tests import factories
from tests.conftest import World
from tests.loops import finished
from tests.privacy import given


@pytest.fixture
def me(world: World) -> Actor:
    return factories.an_account(world)


def test_two_clicks_make_one(world: World, me: Actor) -> None:
    world.do(exports.ask, me)
    world.do(exports.ask, me)
    assert world.rows("SELECT count(*) FROM exports")[0][0] == 1
    assert (
        world.rows("SELECT count(*) FROM procrastinate_jobs WHERE task_name = :name", name=exports.MAKE.name)[0][0] == 1
    )


def test_it_is_under_way_until_the_job_ends_and_ready_then(world: World, me: Actor) -> None:
    world.do(exports.ask, me)
    assert world.do(exports.standing, me).under_way is not None
    public_id = world.rows("SELECT public_id FROM exports")[0][0]
    finished(privacy_jobs.make_export(public_id))
    found = world.do(exports.standing, me)
    assert found.under_way is None
    assert [(row.public_id, row.done) for row in found.ready] == [(public_id, found.ready[0].total)]


def test_a_fourth_in_a_day_is_refused_and_allowed_the_day_after(world: World, me: Actor) -> None:
    for _ in range(3):
        given.makes(world, me)
    with pytest.raises(DomainError, match="Assez de fichiers"):
        world.do(exports.ask, me)
    world.clock.advance(days=1)
    given.makes(world, me)


def test_open_pages_hear_of_the_progress(world: World, me: Actor) -> None:
    with world.engine.connect() as connection:
        line: Any = connection.connection.driver_connection
        line.execute("LISTEN live")
        line.commit()
        given.makes(world, me)
        heard = [notification.payload for notification in line.notifies(timeout=0.2)]
    assert heard.count(f"account:{me.account_id}") > 5


def test_the_job_run_twice_ends_the_same(world: World, me: Actor) -> None:
    public_id = given.makes(world, me)
    before = world.rows("SELECT * FROM exports"), world.do(exports.serve, me, public_id).content
    world.clock.advance(hours=1)
    finished(privacy_jobs.make_export(public_id))
    assert (world.rows("SELECT * FROM exports"), world.do(exports.serve, me, public_id).content) == before


class OnceBroken:
    """A store that fails at its first writing."""

    def __init__(self, store: FileStore) -> None:
        self.store, self.is_broken = store, True

    def put(self, key: str, content: bytes) -> None:
        if self.is_broken:
            self.is_broken = False
            raise OSError("no space left on device")
        self.store.put(key, content)

    def read(self, key: str) -> bytes:
        return self.store.read(key)

    def delete(self, key: str) -> None:
        self.store.delete(key)


def test_a_job_that_died_begins_again_and_ends(world: World, me: Actor) -> None:
    world.use(files=OnceBroken(world.outside.files))
    with pytest.raises(OSError, match="no space"):
        given.makes(world, me)
    assert world.do(exports.standing, me).ready == []
    public_id = world.rows("SELECT public_id FROM exports")[0][0]
    finished(privacy_jobs.make_export(public_id))
    assert given.unzipped(world.do(exports.serve, me, public_id).content)


def test_a_document_discarded_meanwhile_is_left_out(world: World, me: Actor) -> None:
    document = given.a_document(world, me, "brouillon.pdf")
    world.outside.files.delete(document.storage_key)
    assert "documents/brouillon.pdf" not in given.taken(world, me)


def test_after_seven_days_it_is_not_given_any_more(world: World, me: Actor) -> None:
    public_id = given.makes(world, me)
    world.clock.advance(days=7)
    with pytest.raises(NotFoundError):
        world.do(exports.serve, me, public_id)
    assert world.do(exports.standing, me).ready == []


def test_after_seven_days_the_row_and_the_file_are_deleted(world: World, me: Actor) -> None:
    given.makes(world, me)
    key = world.rows("SELECT storage_key FROM exports")[0][0]
    world.clock.advance(days=6, hours=23)
    finished(privacy_jobs.purge(0))
    assert world.outside.files.read(key)
    world.clock.advance(hours=1)
    finished(privacy_jobs.purge(0))
    assert world.rows("SELECT * FROM exports") == []
    with pytest.raises(KeyError):
        world.outside.files.read(key)


def test_the_purge_comes_each_hour(world: World) -> None:
    crons = {name: task.cron for (name, _), task in privacy_jobs.queue.periodic_registry.periodic_tasks.items()}
    assert crons["privacy.purge"] == "17 * * * *"


def download(public_id: str, cookie: str = "") -> httpx.Response:
    """What the route answers."""
    wiring.introduce()
    transport = httpx.ASGITransport(app=Starlette(routes=served(privacy_http.ROUTES)))  # type: ignore[arg-type]

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(routes.EXPORT.replace("{public_id}", public_id), headers={"cookie": cookie})

    return finished(ask())


def test_the_person_downloads_it_and_the_log_knows(world: World, me: Actor) -> None:
    answer = download(given.makes(world, me), given.signed_in(world, me))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert answer.headers["content-disposition"] == 'attachment; filename="mes-donnees-2026-11-18.zip"'
    assert answer.headers["cache-control"] == "private, no-store"
    assert "compte.json" in given.unzipped(answer.content)
    assert world.rows("SELECT account_id FROM audit_entries WHERE action = 'export.downloaded'") == [(me.account_id,)]


@pytest.mark.parametrize("who", ["somebody else", "nobody"])
def test_nobody_else_downloads_it(world: World, me: Actor, who: str) -> None:
    cookie = given.signed_in(world, factories.an_account(world)) if who == "somebody else" else ""
    answer = download(given.makes(world, me), cookie)
    assert (answer.status_code, answer.text) == (404, exports.UNKNOWN)


def test_one_that_is_not_ready_is_not_given(world: World, me: Actor) -> None:
    world.do(exports.ask, me)
    public_id = world.rows("SELECT public_id FROM exports")[0][0]
    assert download(public_id, given.signed_in(world, me)).status_code == 404


def test_the_page_shows_what_waits_and_until_when(world: World, me: Actor) -> None:
    public_id = given.makes(world, me)
    row = privacy_presenter.export_row(world.do(exports.standing, me).ready[0])
    assert row.href == f"/compte/confidentialite/donnees/{public_id}"
    assert row.title == "Mes données, le 18\u00a0nov.\u00a02026 à 12\u00a0h\u00a000"
    assert row.trace.endswith("à télécharger avant le 25\u00a0nov.\u00a02026")


@pytest.mark.parametrize(("count", "said"), [(200, "1\u00a0ko"), (4096, "4\u00a0ko"), (3_670_016, "3,5\u00a0Mo")])
def test_a_size_is_said_as_one_reads_it(count: int, said: str) -> None:
    assert privacy_presenter.size(count) == said
