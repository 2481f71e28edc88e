"""« Protégez votre compte »: whoever decides or manages gets a second factor first, then goes on where they went."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pyotp.totp import TOTP

from espace_factures.core.access import Role
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.test_account_journey import virtual_authenticator
from tests.servers import Server, running

BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
TITLE = "Protégez votre compte"
Come = Callable[[dict[str, int]], Person]


@pytest.fixture(scope="module")
def strict(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same application, asking what production asks."""
    url = stage.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    folder: Path = tmp_path_factory.mktemp("strict")
    server = Server(url, folder, SECOND_FACTOR="required", SMTP_URL=stage.mail.url, SMS_URL=stage.sms.url)
    with running(server):
        yield server


@pytest.fixture
def comes(browser: Browser, strict: Server) -> Iterator[Come]:
    """Somebody in front of a browser, at the strict door."""
    opened: list[Page] = []

    def come(viewport: dict[str, int]) -> Person:
        context = browser.new_context(viewport=viewport, locale="fr-FR", timezone_id="Pacific/Noumea")  # type: ignore[arg-type]
        opened.append(context.new_page())
        return Person(opened[-1], strict.url)

    yield come
    for page in opened:
        page.context.close()


def knocks(someone: Person, email: str, path: str) -> Page:
    """Sign in by the password alone, towards a page."""
    someone.goes_to(path)
    someone.page.get_by_label("Courriel").fill(email)
    someone.page.get_by_label("Mot de passe", exact=True).fill(factories.PASSWORD)
    someone.page.get_by_role("button", name="Se connecter").click()
    expect(someone.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return someone.page


@BOTH
def test_an_agent_gets_a_code_of_an_application_and_goes_on(
    stage: Stage, comes: Come, viewport: dict[str, int]
) -> None:
    actor = factories.an_agent(stage, Role.ACCOUNTANT)
    page = knocks(comes(viewport), actor.email, "/administration/factures")
    page.get_by_role("button", name="Activer la vérification en deux étapes").click()
    secret = page.locator("code").first.inner_text().replace(" ", "")
    page.get_by_label("Code de l’application").fill(TOTP(secret).now())
    page.locator("#totp_current").fill(factories.PASSWORD)
    page.get_by_role("button", name="Confirmer l’activation").click()
    expect(page.get_by_text("Votre compte est protégé.")).to_be_visible()
    expect(page.get_by_test_id("secours").locator("li")).to_have_count(10)
    page.get_by_role("link", name="Continuer").click()
    expect(page).to_have_url(re.compile("/administration/factures"))


def test_a_manager_gets_a_passkey_and_goes_on(stage: Stage, comes: Come) -> None:
    manager = factories.a_member(stage, factories.an_establishment(stage))
    someone = comes(PHONE)
    virtual_authenticator(someone.page)
    page = knocks(someone, manager.email, "/factures")
    page.get_by_label("Nom de la clé d’accès").fill("Mon téléphone")
    page.locator("#cle_actuel").fill("pas le bon mot")
    page.get_by_role("button", name="Ajouter une clé d’accès").click()
    expect(page.get_by_text("ce n’est pas votre mot de passe actuel").first).to_be_visible()
    page.locator("#cle_actuel").fill(factories.PASSWORD)
    page.get_by_role("button", name="Ajouter une clé d’accès").click()
    expect(page.get_by_text("Votre compte est protégé.")).to_be_visible()
    page.get_by_role("link", name="Continuer").click()
    expect(page).to_have_url(re.compile("/factures"))
