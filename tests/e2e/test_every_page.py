"""Every page, on a phone and a desk, light and dark: accessible, no sideways scroll, nothing in the console."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from espace_factures import catalogue
from espace_factures.core.access import Role
from espace_factures.web.pages import Page as PortalPage
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]
SMALLEST = {"width": 320, "height": 640}
WITH_QUERY = ("/detail", "/activation", "/suivi?", "/habilitation/suivi")
PLAIN = [page for page in catalogue.PAGES if not page.route.endswith(WITH_QUERY)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def everyone(stage: Stage) -> str:
    """Somebody whom every page opens to."""
    direction = factories.a_direction(stage)
    place = factories.an_establishment(stage)
    roles = (Role.HABILITATION_AGENT, Role.INVOICE_AGENT, Role.ACCOUNTANT, Role.ADMIN)
    actor = factories.a_member(stage, place, factories.an_account(stage, *roles))
    factories.an_order(stage, place, direction)
    return actor.email


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [SMALLEST, PHONE, DESK], ids=["320", "360", "1280"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    stage: Stage, person: Come, everyone: str, viewport: dict[str, int], scheme: str
) -> None:
    someone = person(viewport, color_scheme=scheme)
    someone.signs_in(everyone)
    found = [fault for page in PLAIN for fault in _faults(someone, page)]
    assert not found


def _faults(someone: Person, page: PortalPage) -> list[str]:
    """What is wrong with one page, in words."""
    someone.goes_to(page.route)
    someone.page.locator("h1").wait_for()
    someone.page.wait_for_load_state("networkidle")
    faults = [f"{page.route}: {fault}" for fault in _axe(someone.page)]
    width = someone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*faults, f"{page.route}: scrolls sideways by {width} px"] if width > 0 else faults


def _axe(page: Page) -> list[str]:
    results = Axe().run(page, options=RULES).response
    return [
        f"{violation['id']} {violation['nodes'][0]['target']} {violation['nodes'][0].get('failureSummary', '')[:200]}"
        for violation in results["violations"]
    ]
