"""Whoever is faster than the page loses nothing: a form sent before it is alive waits for it, or the server answers."""

import re
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from espace_factures import routes
from espace_factures.identity.http.beginnings import UNFINISHED
from espace_factures.identity.service import sign_in
from espace_factures.identity.service.codes import FOUR
from espace_factures.portal.http import unfinished
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.invoices.conftest import Office, office
from tests.servers import Server, running

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
SECRET = "une phrase longue et bien calme"
SCRIPTS = "**/*.js"
PATIENCE_SECONDS = 8


class Late:
    """The scripts of a page, on their way until they are let go."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] = []
        self.is_over = False
        page.route(SCRIPTS, self._meet)

    def come(self) -> None:
        """All of them arrive."""
        self.is_over = True
        for route in self.waiting:
            route.continue_()

    def _meet(self, route: Route) -> None:
        if self.is_over:
            route.continue_()
        else:
            self.waiting.append(route)


class Addresses:
    """Every address that a page asked for or stood on."""

    def __init__(self, page: Page) -> None:
        self.seen: list[str] = []
        page.on("request", lambda request: self.seen.append(request.url))
        page.on("framenavigated", lambda frame: self.seen.append(frame.url))

    def hold(self, words: str) -> bool:
        """Whether one of them holds the words, however they are encoded."""
        return any(words in re.sub(r"\+|%20", " ", address) for address in self.seen)


def an_email() -> str:
    """An address of nobody yet."""
    return f"{uuid.uuid4().hex[:12]}@exemple.nc"


def opens(someone: Person, path: str) -> Page:
    """Open a page without waiting for its scripts."""
    someone.page.goto(someone.url + path, wait_until="commit")
    return someone.page


def fills(page: Page, email: str) -> None:
    """The sign-up form, whole."""
    page.get_by_role("radio", name="Madame").check()
    page.get_by_label("Prénom").fill("Élodie")
    page.get_by_label("Nom", exact=True).fill("Wamytan")
    page.get_by_label("Date de naissance").fill("1988-02-17")
    page.get_by_role("textbox", name="Courriel").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(SECRET)
    page.get_by_role("checkbox", name=re.compile("J’accepte")).check()


@pytest.fixture(scope="module")
def open_door(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same application, which asks no question to robots."""
    url = stage.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    folder: Path = tmp_path_factory.mktemp("open")
    with running(Server(url, folder, CAPTCHA="off", SMTP_URL=stage.mail.url, SMS_URL=stage.sms.url)) as server:
        yield server


@BOTH
def test_a_sign_up_sent_before_the_page_is_alive_works_once(
    stage: Stage, person: Come, viewport: dict[str, int]
) -> None:
    someone, email = person(viewport), an_email()
    late, addresses = Late(someone.page), Addresses(someone.page)
    page = opens(someone, routes.SIGN_UP)
    fills(page, email)
    page.get_by_role("checkbox", name="Je ne suis pas un robot").check()
    page.get_by_role("button", name="S'inscrire").click()
    page.get_by_role("button", name="S'inscrire").click()
    expect(page.locator("form[aria-busy=true]")).to_have_count(1)
    late.come()
    expect(page).to_have_url(re.compile(routes.ACTIVATION))
    stage.mail.wait_for(email, "code")
    assert len(stage.mail.to(email)) == 1
    assert not addresses.hold(SECRET)


def test_a_recovery_sent_before_the_page_is_alive_works_once(stage: Stage, person: Come) -> None:
    actor, someone = factories.an_account(stage), person(PHONE)
    late, addresses = Late(someone.page), Addresses(someone.page)
    page = opens(someone, routes.FORGOTTEN_PASSWORD)
    page.get_by_role("textbox", name="Courriel").fill(actor.email)
    page.get_by_role("checkbox", name="Je ne suis pas un robot").check()
    page.get_by_role("textbox", name="Courriel").press("Enter")
    late.come()
    expect(page.get_by_text(f"Un code vous a été envoyé sur votre adresse {actor.email}.")).to_be_visible()
    stage.mail.wait_for(actor.email, "code")
    assert len(stage.mail.to(actor.email)) == 1
    assert not addresses.hold(actor.email)


@BOTH
def test_when_the_scripts_never_come_the_server_answers_and_what_was_typed_stays(
    stage: Stage, person: Come, viewport: dict[str, int]
) -> None:
    someone, email = person(viewport), an_email()
    addresses = Addresses(someone.page)
    someone.page.route(SCRIPTS, lambda route: route.abort())
    page = opens(someone, routes.SIGN_UP)
    fills(page, email)
    began = time.monotonic()
    page.get_by_role("button", name="S'inscrire").click()
    expect(page.get_by_role("alert").filter(has_text=UNFINISHED)).to_be_visible()
    assert time.monotonic() - began > PATIENCE_SECONDS
    is_as_typed(page, email)
    assert not addresses.hold(SECRET)
    assert not addresses.hold(email)
    assert stage.rows("SELECT id FROM accounts WHERE email = :email", email=email) == []
    someone.faults.clear()  # Chromium writes each blocked script down


def test_without_scripts_the_server_answers_at_once(person: Come) -> None:
    someone, email = person(PHONE, java_script_enabled=False), an_email()
    addresses = Addresses(someone.page)
    page = opens(someone, f"{routes.SIGN_UP}?suite={routes.TRACKING}")
    fills(page, email)
    page.get_by_label("Prénom").fill('<b>"Élodie')
    page.get_by_role("button", name="S'inscrire").click()
    expect(page.get_by_role("alert").filter(has_text=UNFINISHED)).to_be_visible()
    expect(page.get_by_label("Prénom")).to_have_value('<b>"Élodie')
    assert routes.TRACKING.replace("/", "%2F") in page.url
    assert not addresses.hold(SECRET)
    opens(someone, routes.SIGN_UP)
    expect(page.get_by_role("textbox", name="Courriel")).to_have_value("")


def test_what_the_server_kept_is_still_there_when_the_page_comes_alive(person: Come) -> None:
    someone, email = person(DESK), an_email()
    blocked = Late(someone.page)
    page = opens(someone, routes.SIGN_UP)
    fills(page, email)
    page.get_by_role("button", name="S'inscrire").click()
    expect(page.get_by_role("alert").filter(has_text=UNFINISHED)).to_be_visible()
    blocked.come()
    expect(page.locator("[data-vivante=true]")).to_be_visible()
    is_as_typed(page, email)
    page.get_by_label("Mot de passe", exact=True).fill(SECRET)
    page.get_by_role("checkbox", name="Je ne suis pas un robot").check()
    page.get_by_role("button", name="S'inscrire").click()
    expect(page).to_have_url(re.compile(routes.ACTIVATION))


def test_an_account_is_made_without_any_script_where_robots_are_not_asked(
    stage: Stage, person: Come, open_door: Server
) -> None:
    someone, email = person(PHONE, java_script_enabled=False), an_email()
    someone.url = open_door.url
    page = opens(someone, routes.SIGN_UP)
    fills(page, email)
    page.get_by_label("Prénom").fill("")
    page.get_by_role("button", name="S'inscrire").click()
    expect(page.get_by_role("link", name="Écrivez votre prénom.")).to_have_attribute("href", "#first_name")
    page.get_by_label("Prénom").fill("Élodie")
    page.get_by_label("Mot de passe", exact=True).fill(SECRET)
    page.get_by_role("button", name="S'inscrire").click()
    page.get_by_label(re.compile("Saisissez le code")).fill("x")
    page.get_by_role("button", name="Valider").click()
    expect(page.get_by_role("alert").filter(has_text=FOUR.sentence)).to_be_visible()
    page.get_by_label(re.compile("Saisissez le code")).fill(stage.mail.code_for(email))
    page.get_by_role("button", name="Valider").click()
    expect(page).to_have_url(re.compile(routes.INVOICES_HOME))


@pytest.mark.parametrize("scripts", ["late", "none"])
def test_a_sign_in_refused_before_the_page_is_alive_says_why(stage: Stage, person: Come, scripts: str) -> None:
    actor, someone = factories.an_account(stage), person(PHONE, java_script_enabled=scripts == "late")
    addresses = Addresses(someone.page)
    late = Late(someone.page)
    page = opens(someone, routes.SIGN_IN)
    page.get_by_role("textbox", name="Courriel").fill(actor.email)
    page.get_by_label("Mot de passe", exact=True).fill(SECRET)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert").filter(has_text=sign_in.WRONG)).to_be_visible()
    expect(page.get_by_role("textbox", name="Courriel")).to_have_value(actor.email)
    late.come()
    if scripts == "late":
        expect(page.locator("[data-vivante=true]")).to_be_visible()
    expect(page.get_by_text(sign_in.WRONG)).to_have_count(1)
    expect(page.get_by_role("textbox", name="Courriel")).to_have_value(actor.email)
    assert not addresses.hold(SECRET)
    assert SECRET not in page.content()


def test_any_other_form_is_answered_in_one_sentence_with_what_was_typed(stage: Stage) -> None:
    typed = {
        "message": "Bonjour <b>\nà vous",
        "current": SECRET,
        "email_code": "1234",
        "pieces-recu": "4f",
        "suite": "/x",
    }
    address, page = stage.server.url + routes.POST_UNFINISHED, routes.with_query(routes.INVOICE, ref="EF-2026-000001")
    own = {"Origin": stage.server.url, "Referer": stage.server.url + page}
    answer = httpx.post(address, data=typed, headers=own)
    assert answer.status_code == 422
    assert unfinished.SENTENCE in answer.text
    assert "Bonjour &lt;b&gt;" in answer.text
    assert f'href="{page}"' in answer.text
    assert not [secret for secret in (SECRET, ">1234<", ">4f<", ">/x<") if secret in answer.text]
    assert answer.headers["cache-control"] == "no-store"
    assert httpx.post(address, data=typed, headers={"Origin": "https://a.example"}).status_code == 403
    assert httpx.post(address, data={"message": "a" * 70_000}, headers=own).status_code == 413


def is_as_typed(page: Page, email: str) -> None:
    """All but the password is still in the form."""
    expect(page.get_by_role("radio", name="Madame")).to_be_checked()
    expect(page.get_by_label("Prénom")).to_have_value("Élodie")
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Wamytan")
    expect(page.get_by_label("Date de naissance")).to_have_value("1988-02-17")
    expect(page.get_by_role("textbox", name="Courriel")).to_have_value(email)
    expect(page.get_by_role("checkbox", name=re.compile("J’accepte"))).to_be_checked()
    expect(page.get_by_label("Mot de passe", exact=True)).to_have_value("")
    assert SECRET not in page.content()


def test_a_key_struck_before_the_page_hears_them_answers_once_it_does(person: Come, office: Office) -> None:
    reference = office.deposits()
    someone = person()
    someone.comes_in(office.agent.email, routes.ADMIN_INVOICES)
    late = Late(someone.page)
    page = opens(someone, routes.with_query(routes.ADMIN_INVOICE, ref=reference))
    expect(page.get_by_role("button", name="Rejeter")).to_be_visible()
    page.keyboard.press("?")
    late.come()
    expect(page.get_by_role("dialog").get_by_text("rejeter", exact=True)).to_be_visible()
    page.get_by_role("button", name="Fermer").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
