"""What the portal says to visitors: no dead end, French spaces, labels that are really on the screen."""

import re
from pathlib import Path

import pytest

from espace_factures import catalogue, routes
from espace_factures.core.terms import Terms
from espace_factures.portal import components as portal_components
from espace_factures.portal import messages as portal_messages
from espace_factures.portal.messages import Article
from espace_factures.portal.pages import PAGES
from espace_factures.web.pages import Page

SOURCES = Path(catalogue.__file__).parent
ASSETS = SOURCES.parent / "assets"
SERVED = {page.route for page in catalogue.PAGES}
QUOTED = re.compile(r"«\u202f([^»]+)\u202f»")
LOOSE = re.compile(r"« |(?<!\u202f)»| [:;!?%»]|\w[:;!?](?=\s|$)")
TERMS = Terms(
    payment="30\u00a0jours",
    payment_rule="délibération 136/CP, art. 71, remplacée en 2020 par la délibération 424",
    cooling_off="48\u00a0heures",
    largest_file="25\u00a0Mo",
    message_files="5\u00a0fichiers",
    rates="3\u00a0%, 6\u00a0%, 11\u00a0% ou 22\u00a0%",
)
# Words of the frame's own assembly, and a count, which no single literal of the code holds.
ASSEMBLED = {"Mes services en ligne", "Envoyer les 3 conformes"}


def words(article: Article) -> str:
    """All that an article says, with the parameters of a new portal."""
    article = portal_messages.told(article, TERMS)
    sections = [[one.title, *one.sentences, *one.steps] for one in article.sections]
    facts = [f"{label} {value}" for label, value in article.in_brief]
    return "\n".join([article.title, article.lead, *(line for section in sections for line in section), *facts])


@pytest.fixture(scope="module")
def screen() -> str:
    """Every word of the code outside the texts of the portal, its spaces and apostrophes made plain."""
    files = [path for path in SOURCES.rglob("*.py") if "messages" not in path.parts or "portal" not in path.parts]
    return plain("\n".join(path.read_text() for path in files))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.mark.parametrize("article", portal_messages.ARTICLES, ids=lambda article: article.route)
def test_a_quoted_label_is_on_the_screen(article: Article, screen: str) -> None:
    unknown = {label for label in QUOTED.findall(words(article)) if f'"{plain(label)}"' not in screen}
    assert unknown <= ASSEMBLED | {action[0] for item in portal_messages.ARTICLES if (action := item.action)}


@pytest.mark.parametrize("article", portal_messages.ARTICLES, ids=lambda article: article.route)
def test_french_spaces_do_not_break(article: Article) -> None:
    assert not LOOSE.findall(words(article))


@pytest.mark.parametrize("article", portal_messages.ARTICLES, ids=lambda article: article.route)
def test_an_article_leads_to_pages_that_exist(article: Article) -> None:
    assert article.route in SERVED
    assert article.action is None or article.action[1] in SERVED


@pytest.mark.parametrize("service", portal_messages.CATALOGUE, ids=lambda service: service.title)
def test_a_demarche_begins_somewhere(service: portal_messages.Service) -> None:
    assert service.route in SERVED


def test_every_help_address_has_its_page() -> None:
    declared = {value for name, value in vars(routes).items() if name.startswith("HELP_")}
    assert declared == {article.route for article in portal_messages.HELP_PAGES}


def test_the_fiche_leads_to_espace_factures_by_the_printed_label() -> None:
    assert portal_messages.SHEET.action == ("Faire la démarche en ligne", routes.INVOICES_HOME)


def test_the_fiche_says_the_delay_and_its_text() -> None:
    assert "30\u00a0jours" in words(portal_messages.SHEET)
    assert "délibération 424" in words(portal_messages.SHEET)


@pytest.mark.parametrize("screen_page", PAGES, ids=lambda one: one.route)
def test_every_link_of_a_page_leads_to_a_page(screen_page: Page) -> None:
    hrefs = re.findall(r'(?:to|href):"(/[^"]*)"', str(screen_page.component()))
    assert hrefs
    assert {href.split("?")[0] for href in hrefs} <= SERVED


@pytest.mark.parametrize("article", portal_messages.HELP_PAGES, ids=lambda article: article.route)
def test_each_help_page_shows_screens_of_this_application(article: portal_messages.Article) -> None:
    assert article.pictures
    missing = [one.name for one in article.pictures if not (ASSETS / "aide" / f"{one.name}.webp").is_file()]
    assert not missing, "run: make screenshots"
    assert all(f"/aide/{one.name}.webp" in str(portal_components.pictures(article)) for one in article.pictures)
