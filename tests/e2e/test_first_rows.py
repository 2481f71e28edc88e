"""What a page holds before its scripts: the same as after them, read without any, and nobody else's."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from espace_factures import routes
from espace_factures.core.access import Actor
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import Everything, everything, keep_files_with
from tests.e2e.test_early_submit import Late
from tests.invoices.conftest import Office, office

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
DRAWN = """() => {
    const unsaid = new Set(["data-discover", "data-rempli", "value", "selected", "checked"]);
    const said = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        if (node.nodeType !== Node.ELEMENT_NODE) return "";
        if (node.localName === "ef-slot") return [...node.childNodes].map(said).join("");
        const named = [...node.attributes].filter(({name}) => !unsaid.has(name));
        const attributes = named.map(({name, value}) => `${name}=${value}`).sort().join(" ");
        const answer = ["value", "checked", "selected"].map((name) => node[name]).join("|");
        const inside = [...node.childNodes].map(said).join("");
        return `\\n<${node.localName} ${attributes} ${answer}>${inside}</${node.localName}>`;
    };
    return [...document.querySelectorAll(".ef-band-tools, .ef-content")].map(said).join("");
}"""
"""The header and the matter of a page, element by element, with what the fields hold."""

OF_SUPPLIERS = (
    routes.INVOICES_HOME,
    routes.TRACKING,
    f"{routes.TRACKING}?q=zzz&tri=montant-asc&statut=payee",
    routes.DEMANDES,
    f"{routes.DEMANDES}?tri=anciennes&non-lues=on",
)
OF_AGENTS = (
    routes.ADMIN,
    routes.ADMIN_INVOICES,
    f"{routes.ADMIN_INVOICES}?vue=toutes",
    routes.ADMIN_HABILITATIONS,
    f"{routes.ADMIN_HABILITATIONS}?vue=toutes&q=a",
    routes.ADMIN_RIBS,
    routes.ADMIN_JOURNAL,
    f"{routes.ADMIN_JOURNAL}?quoi=acces",
    routes.DELAYS,
)
OUTSIDE = routes.ADMIN_HABILITATION
"""Its page asks the registry, which a visit does not wait for."""
WITHOUT_SLOT = routes.RIBS
MOVES = """
window.moved = 0;
new PerformanceObserver((seen) => {
    for (const shift of seen.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def house(office: Office, stage: Stage) -> Office:
    """Invoices and their people, their files where the server looks for them."""
    keep_files_with(office.world, stage)
    return office


@pytest.fixture
def shown(world: World, stage: Stage) -> Everything:
    """One of each thing, its files where the server looks for them."""
    keep_files_with(world, stage)
    return everything(world)


def without_scripts(person: Come, someone: Person, viewport: dict[str, int] = DESK) -> Person:
    """The same session in a browser that runs no script."""
    return person(viewport, java_script_enabled=False, storage_state=someone.page.context.storage_state())


def test_the_server_draws_what_the_page_alive_draws(person: Come, shown: Everything) -> None:
    supplier, agent = person(), person()
    supplier.comes_in(shown.supplier.email)
    agent.comes_in(shown.agent.email)
    pages = [(supplier, address) for address in (*OF_SUPPLIERS, *shown.of_the_supplier)]
    pages += [(agent, address) for address in (*OF_AGENTS, *shown.of_the_agent) if not address.startswith(OUTSIDE)]
    still = {someone.page: without_scripts(person, someone).page for someone in (supplier, agent)}
    for someone, address in pages:
        someone.sees(address)
        before = still[someone.page]
        before.goto(someone.url + address)
        assert before.evaluate(DRAWN) == someone.page.evaluate(DRAWN), address
        if not address.startswith(WITHOUT_SLOT):
            expect(before.locator(".ef-content .ef-skeleton-lines")).to_have_count(0)


def test_without_scripts_a_supplier_signs_in_reads_their_invoices_and_signs_out(person: Come, house: Office) -> None:
    references = [house.deposits(number=f"F-{rank}") for rank in range(30)]
    someone = person(PHONE, java_script_enabled=False)
    page = someone.page
    someone.comes_in(house.supplier.email, routes.TRACKING)
    assert "JavaScript est désactivé" in (page.locator("noscript").text_content() or "")
    expect(page.get_by_role("row")).to_have_count(26)
    page.get_by_role("link", name="Suivantes").click()
    expect(page.get_by_text("26 à 30 sur 30")).to_be_visible()
    page.get_by_role("link", name="Précédentes").click()
    expect(page.get_by_text("1 à 25 sur 30")).to_be_visible()
    page.get_by_test_id("q").fill("F-7")
    page.get_by_role("button", name="Lancer la recherche").click()
    expect(page).to_have_url(re.compile("q=F-7"))
    page.get_by_role("link", name="F-7", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("F-7")
    expect(page.get_by_text(references[7]).first).to_be_visible()
    signs_out(page)
    someone.goes_to(routes.TRACKING)
    expect(page).to_have_url(re.compile(routes.SIGN_IN))


def test_without_scripts_an_agent_reads_the_queue_and_an_invoice(person: Come, house: Office) -> None:
    reference = house.deposits(number="F-123")
    someone = person(java_script_enabled=False)
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.page.get_by_role("link", name="F-123", exact=True).click()
    expect(someone.page.get_by_role("heading", level=1)).to_contain_text("F-123")
    expect(someone.page.get_by_text(reference).first).to_be_visible()
    expect(someone.page.get_by_role("heading", name="Historique")).to_be_visible()
    signs_out(someone.page)


def test_a_page_that_asks_the_registry_is_sent_without_waiting_for_it(
    stage: Stage, person: Come, shown: Everything
) -> None:
    agent = person()
    agent.comes_in(shown.agent.email)
    still = without_scripts(person, agent)
    (address,) = (address for address in shown.of_the_agent if address.startswith(OUTSIDE))
    said = len(stage.server.log.read_text())
    still.goes_to(address)
    expect(still.page.get_by_role("button", name="Mon compte")).to_contain_text(shown.agent.name)
    expect(still.page.locator(".ef-content .ef-skeleton-lines")).to_have_count(1)
    assert "failed" not in stage.server.log.read_text()[said:]


def test_an_invoice_that_is_not_theirs_is_not_found_without_scripts(person: Come, house: Office, world: World) -> None:
    reference, stranger = house.deposits(), factories.an_account(world)
    someone = person(java_script_enabled=False)
    someone.comes_in(stranger.email)
    someone.goes_to(routes.with_query(routes.INVOICE, ref=reference))
    expect(someone.page).to_have_url(re.compile(routes.NOT_FOUND))
    assert reference not in someone.page.content()
    someone.faults.clear()


def test_when_the_socket_is_refused_the_rows_are_there(person: Come, house: Office) -> None:
    house.deposits(number="F-55")
    someone = person()
    someone.comes_in(house.supplier.email)
    someone.page.route_web_socket(re.compile("_event"), lambda socket: socket.close())
    someone.goes_to(routes.TRACKING)
    expect(someone.page.get_by_role("link", name="F-55", exact=True)).to_be_visible()
    expect(someone.page.get_by_role("button", name="Mon compte")).to_contain_text(house.supplier.name)
    someone.page.get_by_role("link", name="F-55", exact=True).click()
    expect(someone.page.get_by_role("heading", level=1)).to_contain_text("F-55")
    someone.faults.clear()  # Chromium writes each refused socket down


def test_what_is_chosen_before_the_page_is_alive_stays(person: Come, house: Office) -> None:
    house.deposits(number="F-66")
    someone = person()
    someone.comes_in(house.supplier.email)
    late = Late(someone.page)
    someone.page.goto(someone.url + routes.TRACKING, wait_until="commit")
    page = someone.page
    page.get_by_test_id("q").fill("F-6")
    page.get_by_label("Période", exact=True).select_option("3-mois")
    page.get_by_role("link", name="F-66", exact=True).focus()
    late.come()
    expect(page.locator("[data-vivante=true]")).to_be_visible()
    expect(page.locator("[data-rempli]")).to_have_count(0)
    expect(page.get_by_test_id("q")).to_have_value("F-6")
    expect(page.get_by_label("Période", exact=True)).to_have_value("3-mois")
    expect(page.get_by_role("link", name="F-66", exact=True)).to_be_focused()


def test_a_button_pressed_before_the_page_is_alive_answers_once_it_is(person: Come, house: Office) -> None:
    reference = house.deposits()
    someone = person()
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    late = Late(someone.page)
    someone.page.goto(someone.url + routes.with_query(routes.ADMIN_INVOICE, ref=reference), wait_until="commit")
    someone.page.get_by_role("button", name="Rejeter").click()
    late.come()
    expect(someone.page.get_by_role("button", name="Confirmer la décision")).to_be_visible()


def test_a_file_chosen_before_the_page_is_alive_is_sent_once_it_is(person: Come, house: Office) -> None:
    reference = house.deposits()
    someone = person()
    someone.comes_in(house.supplier.email)
    late = Late(someone.page)
    someone.page.goto(someone.url + routes.with_query(routes.INVOICE, ref=reference), wait_until="commit")
    someone.drops("Joindre un fichier", {"name": "bon.pdf", "mimeType": "application/pdf", "buffer": factories.a_pdf()})
    late.come()
    expect(someone.page.get_by_role("button", name="Retirer bon.pdf")).to_be_visible()


def test_the_window_of_files_opened_before_the_page_is_alive_still_answers(person: Come, house: Office) -> None:
    reference = house.deposits()
    someone = person()
    someone.comes_in(house.supplier.email)
    late = Late(someone.page)
    someone.page.goto(someone.url + routes.with_query(routes.INVOICE, ref=reference), wait_until="commit")
    with someone.page.expect_file_chooser() as opened:
        someone.page.get_by_label("Joindre un fichier", exact=True).click()
    late.come()
    expect(someone.page.locator("[data-rempli]")).to_have_count(0)
    opened.value.set_files({"name": "bon.pdf", "mimeType": "application/pdf", "buffer": factories.a_pdf()})
    expect(someone.page.get_by_role("button", name="Retirer bon.pdf")).to_be_visible()


def test_the_page_does_not_move_when_it_comes_alive(person: Come, house: Office) -> None:
    for rank in range(8):
        house.deposits(number=f"F-{rank}")
    someone = person(PHONE)
    someone.comes_in(house.supplier.email)
    someone.page.add_init_script(MOVES)
    for address in (routes.INVOICES_HOME, routes.TRACKING):
        someone.sees(address)
        assert someone.page.evaluate("window.moved") <= 0.02, address


def test_the_html_is_only_of_the_session_that_asks(stage: Stage, house: Office, world: World) -> None:
    house.deposits(number="F-SECRET-1")
    stranger = factories.an_account(world)
    with signed(stage, house.supplier) as mine, signed(stage, stranger) as theirs, httpx.Client() as nobody:
        address = stage.server.url + routes.TRACKING
        page, other, door = mine.get(address), theirs.get(address), nobody.get(address)
        assert "F-SECRET-1" in page.text
        assert house.supplier.name in page.text
        assert page.headers["cache-control"] == "private, no-store"
        assert "accept-encoding" in page.headers["vary"].lower()
        assert "F-SECRET-1" not in other.text
        assert house.supplier.name not in other.text
        assert door.status_code == 303
        assert mine.get(stage.server.url + routes.ADMIN_INVOICES).headers["location"] == routes.NOT_FOUND
        home = nobody.get(stage.server.url + routes.HOME)
        assert 'data-rempli=""' not in home.text
        assert home.headers["cache-control"] == "no-cache"
        with stage.engine.begin() as connection:
            ended = {"account": house.supplier.account_id}
            connection.execute(text("UPDATE auth_sessions SET revoked_at = now() WHERE account_id = :account"), ended)
        after = mine.get(address)
        assert (after.status_code, routes.SIGN_IN in after.headers["location"]) == (303, True)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("gzip, deflate, br, zstd", "gzip"), ("br", "identity"), ("identity", "identity")],
)
def test_the_html_comes_in_an_encoding_that_is_accepted_and_under_the_same_policy(
    stage: Stage, world: World, accepted: str, encoding: str
) -> None:
    person = factories.an_account(world, first_name='<b>&amp;"')
    address = stage.server.url + routes.TRACKING
    with signed(stage, person) as mine:
        page = mine.get(address, headers={"accept-encoding": accepted})
        assert page.headers.get("content-encoding", "identity") == encoding
        assert "&lt;b&gt;&amp;amp;&#34; Wamytan" in page.text
        assert page.headers["content-security-policy"] == mine.head(address).headers["content-security-policy"]
        assert "unsafe-inline" not in page.headers["content-security-policy"]


def signs_out(page: Page) -> None:
    """« Déconnexion », in the menu of the account."""
    page.get_by_role("button", name="Mon compte").click()
    page.get_by_role("button", name="Déconnexion").click()
    expect(page.get_by_role("link", name="Connexion")).to_be_visible()


@contextmanager
def signed(stage: Stage, actor: Actor) -> Iterator[httpx.Client]:
    """Somebody's session, without a browser."""
    own = {"Origin": stage.server.url}
    with httpx.Client(headers=own) as client:
        entered = client.post(
            stage.server.url + routes.POST_SIGN_IN, data={"email": actor.email, "password": factories.PASSWORD}
        )
        client.headers["Cookie"] = entered.headers["set-cookie"].partition(";")[0]
        yield client
