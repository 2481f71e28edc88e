"""Every address is French, kebab-case, served once, and none that was printed is lost."""

import re
from pathlib import Path

import pytest

from espace_factures import catalogue, routes
from espace_factures.settings import Settings

ROOT = Path(__file__).parents[2]
KEBAB = re.compile(r"^/$|^(/[a-z0-9]+(-[a-z0-9]+)*)+$")
NATIVE = [route.path for route in catalogue.NATIVE_ROUTES]
PAGES = [page.route for page in catalogue.PAGES]
DECLARED = {
    name: value
    for name, value in vars(routes).items()
    if name.isupper() and isinstance(value, str) and value.startswith("/")
}


@pytest.mark.parametrize(("name", "route"), DECLARED.items())
def test_an_address_is_kebab_case(name: str, route: str) -> None:
    assert KEBAB.match(re.sub(r"/\{[a-z_]+(:int)?\}", "/x", route))


@pytest.mark.parametrize(("name", "route"), DECLARED.items())
def test_a_declared_address_is_served(name: str, route: str) -> None:
    assert route in {*PAGES, *NATIVE}


def test_an_address_is_served_once() -> None:
    assert len(set(PAGES)) == len(PAGES)
    assert len(set(NATIVE)) == len(NATIVE)
    assert not set(PAGES) & set(NATIVE)
    assert len(set(DECLARED.values())) == len(DECLARED)


def test_no_address_is_written_elsewhere_than_in_the_table() -> None:
    assert {*PAGES, *NATIVE} <= set(DECLARED.values())


def test_addresses_printed_long_ago_lead_somewhere() -> None:
    assert set(routes.REDIRECTS.values()) <= set(PAGES)
    assert not set(routes.REDIRECTS) & {*PAGES, *NATIVE}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_explained(name: str) -> None:
    table = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("|")]
    assert any(f"`{name.upper()}`" in line.split("|")[1] for line in table)
