"""The password of an agent or a manager, in a thief's hands, where production's rule on second factors holds."""

from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import text

from espace_factures import catalogue, routes
from espace_factures.core.access import Actor, Permission, Role
from espace_factures.invoices.processing.pages import PAGES as PROCESSING
from espace_factures.profile.state.profile import ProfileState
from tests import factories
from tests.hostile.planting import House, Victim
from tests.servers import Server, running
from tests.sockets import Tab, cookie_of, event_name, sign_in


@pytest.fixture(scope="module")
def strict(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same house, asking what production asks."""
    url = house.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    server = Server(url, tmp_path_factory.mktemp("strict"), SECOND_FACTOR="required")
    with running(server):
        yield server


@pytest.fixture(scope="module")
def accountant(house: House) -> Actor:
    """An agent without a second factor."""
    return factories.an_agent(house, Role.ACCOUNTANT)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def thief(strict: Server, accountant: Actor) -> httpx.Client:
    """A browser that their password alone let in."""
    return sign_in(strict.url, accountant.email)


PROTECTED = [page for page in catalogue.PAGES if page.permission not in {None, Permission.ACCOUNT_PROTECT}]


@pytest.mark.parametrize("page", PROTECTED, ids=lambda page: page.route)
def test_every_page_leads_to_the_one_that_protects(thief: httpx.Client, page) -> None:
    answer = thief.get(page.route, params={"ref": "EF-2026-000001"})
    assert answer.headers["location"].startswith(routes.PROTECTION + "?suite=")


def test_no_event_passes(strict: Server, thief: httpx.Client) -> None:
    for page in PROCESSING:
        tab = Tab(strict.url, cookie_of(thief))
        tab.goes_to(page.route)
        tab.says(event_name(page.load))
        assert routes.PROTECTION in tab.hears("_redirect")
        tab.closes()


def test_no_document_is_served(strict: Server, victim: Victim) -> None:
    manager = sign_in(strict.url, victim.actor.email)
    assert manager.get(f"/documents/{victim.names['document']}").status_code == 404


def test_an_account_that_a_thief_was_in_opens_one_page(house: House) -> None:
    """F14: what a thief left behind stayed, and nobody asked."""
    actor = factories.an_account(house)  # type: ignore[arg-type]
    client = sign_in(house.url, actor.email)
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE accounts SET doubted_from = now() WHERE id = :id"), {"id": actor.account_id})
    answer = client.get(routes.INVOICES_HOME)
    assert answer.headers["location"].startswith(routes.OPENINGS + "?suite=")
    tab = Tab(house.url, cookie_of(client))
    tab.goes_to(routes.PROFILE)
    tab.says(event_name(ProfileState.load))
    assert routes.OPENINGS in tab.hears("_redirect")
    tab.closes()
