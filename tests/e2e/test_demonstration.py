"""A demonstration says with which accounts to try it, and where its codes are; what sends mails says nothing of it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from espace_factures.core import demonstration
from tests.e2e import axe
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.servers import Server, running

BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
ASKED = re.compile("avec quel compte essayer")


@pytest.fixture(scope="module")
def shown(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same application, with neither mail server nor SMS gateway: it is a demonstration."""
    url = stage.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    folder: Path = tmp_path_factory.mktemp("shown")
    with running(Server(url, folder, SMTP_URL="", SMS_URL="")) as server:
        yield server


@pytest.fixture
def visitor(browser: Browser, shown: Server) -> Iterator[Callable[..., Person]]:
    """Somebody in front of the demonstration."""
    opened: list[Page] = []

    def come(viewport: dict[str, int]) -> Person:
        context = browser.new_context(viewport=viewport, locale="fr-FR", timezone_id="Pacific/Noumea")  # type: ignore[arg-type]
        opened.append(context.new_page())
        return Person(opened[-1], shown.url)

    yield come
    for page in opened:
        page.context.close()


@BOTH
def test_the_sign_in_page_lists_the_accounts(visitor: Callable[..., Person], viewport: dict[str, int]) -> None:
    someone = visitor(viewport)
    page = someone.page
    someone.goes_to("/connexion")
    page.get_by_text(ASKED).click()
    expect(page.get_by_text(demonstration.PASSWORD)).to_be_visible()
    for guide in demonstration.guides():
        expect(page.get_by_text(guide.email, exact=True)).to_be_visible()
    assert axe.violations(page) == []
    with page.context.expect_page() as mailbox:
        page.get_by_role("link", name="la boîte aux lettres du portail").click()
    expect(mailbox.value).to_have_url(f"{someone.url}/dev/courriels")


def test_the_page_of_a_code_says_where_it_arrives(visitor: Callable[..., Person]) -> None:
    someone = visitor(PHONE)
    page = someone.page
    someone.goes_to("/mot-de-passe-oublie")
    page.get_by_label("Courriel").fill("usager@demo.example")
    page.get_by_role("checkbox", name="Je ne suis pas un robot").check()
    page.get_by_role("button", name="Suivant").click()
    expect(page.get_by_role("link", name="la boîte aux lettres du portail")).to_be_visible()


def test_elsewhere_nothing_is_said_of_it(person: Callable[..., Person]) -> None:
    someone = person(DESK)
    someone.sees("/connexion")
    expect(someone.page.get_by_text(ASKED)).to_have_count(0)
