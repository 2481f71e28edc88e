"""Every page, on a phone and a desk, light and dark: accessible, in French, no sideways scroll, a silent console."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from espace_factures import catalogue, routes
from tests.conftest import World
from tests.e2e import axe
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import Everything, everything, keep_files_with

Come = Callable[..., Person]
SMALLEST = {"width": 320, "height": 640}
TABLET = {"width": 768, "height": 1024}
WITH_QUERY = ("/detail", "/activation", "/suivi?", "/habilitation/suivi")
PLAIN = [page for page in catalogue.PAGES if not page.route.endswith(WITH_QUERY)]
ENGLISH = re.compile(
    r"\b(the|and|your|you|please|submit|loading|error|password|sign in|search|not found|back|close|required|invalid)\b",
    re.IGNORECASE,
)
SCHEMES = ("light", "dark")


@pytest.fixture
def shown(world: World, stage: Stage) -> Everything:
    """One of each thing, its files where the server looks for them."""
    keep_files_with(world, stage)
    return everything(world)


@pytest.mark.parametrize("viewport", [SMALLEST, PHONE, TABLET, DESK], ids=["320", "360", "768", "1280"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    person: Come, shown: Everything, viewport: dict[str, int]
) -> None:
    supplier, agent = (person(viewport) for _ in range(2))
    supplier.comes_in(shown.supplier.email)
    agent.comes_in(shown.agent.email)
    found = [fault for page in PLAIN for fault in faults_of(agent, page.route)]
    found += [fault for address in shown.of_the_supplier for fault in faults_of(supplier, address)]
    found += [fault for address in shown.of_the_agent for fault in faults_of(agent, address)]
    assert not found


def test_text_twice_as_large_stays_on_the_page(person: Come, shown: Everything) -> None:
    """WCAG 1.4.4: a desk at 200 % is a window of half its width, and twice the dots for each point."""
    supplier, agent = (person({"width": 640, "height": 450}, device_scale_factor=2) for _ in range(2))
    supplier.comes_in(shown.supplier.email)
    agent.comes_in(shown.agent.email)
    found = [fault for page in PLAIN for fault in _overflow(agent, page.route)]
    found += [fault for address in shown.of_the_supplier for fault in _overflow(supplier, address)]
    found += [fault for address in shown.of_the_agent for fault in _overflow(agent, address)]
    assert not found


def test_a_visitor_finds_the_doors_accessible(person: Come) -> None:
    visitor = person(PHONE)
    doors = (routes.SIGN_IN, routes.SECOND_FACTOR, routes.LINK_IDENTITY, routes.SIGN_UP, routes.ACTIVATION)
    doors += (routes.FORGOTTEN_PASSWORD, routes.FORGOTTEN_PASSWORD_CODE)
    assert not [fault for door in doors for fault in faults_of(visitor, door)]


def faults_of(someone: Person, address: str) -> list[str]:
    """What is wrong with one page, in words, in the light and in the dark."""
    someone.sees(address)
    return [f"{address}, {scheme}: {fault}" for scheme in SCHEMES for fault in _faults_in(someone, scheme)]


def _faults_in(someone: Person, scheme: str) -> list[str]:
    someone.looks(scheme)
    english = ENGLISH.findall(someone.page.locator("body").inner_text())
    return [*axe.violations(someone.page), *(f"in English: {word}" for word in english), *_sideways(someone.page)]


def _overflow(someone: Person, address: str) -> list[str]:
    """Whether the page, once loaded, asks to be scrolled sideways."""
    someone.sees(address)
    return [f"{address}: {fault}" for fault in _sideways(someone.page)]


def _sideways(page: Page) -> list[str]:
    page.locator("h1").wait_for()
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"scrolls sideways by {width} px"] if width > 0 else []
