"""Every address is French, kebab-case, served once, and none that was printed is lost."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from espace_factures import catalogue, routes
from espace_factures.api.http.app import ENDPOINTS
from espace_factures.settings import Settings

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "espace_factures"
# RFC 9116 names one address itself, and OpenAPI the file of a contract.
KEBAB = re.compile(r"^/$|^/\.well-known/security\.txt$|^/api/v1/openapi\.json$|^(/[a-z0-9]+(-[a-z0-9]+)*)+$")
NATIVE = [route.path for route in (*catalogue.NATIVE_ROUTES, *ENDPOINTS)]
KNOWN = Path(__file__).with_name("routes.txt")
PAGES = [page.route for page in catalogue.PAGES]
DECLARED = {
    name: value
    for name, value in vars(routes).items()
    if name.isupper() and isinstance(value, str) and value.startswith("/")
}
ELSEWHERE = "/api/explore/"
"""Of the open registry."""
FIRST_WORDS = {value.split("/")[1] for value in DECLARED.values() if value != routes.HOME}
ADDRESS = re.compile(rf"/({'|'.join(FIRST_WORDS)})\b|\?[a-z]+=")


@pytest.mark.parametrize(("name", "route"), DECLARED.items())
def test_an_address_is_kebab_case(name: str, route: str) -> None:
    assert KEBAB.match(re.sub(r"/\{[a-z_]+(:int|:path)?\}", "/x", route))


@pytest.mark.parametrize(("name", "route"), DECLARED.items())
def test_a_declared_address_is_served(name: str, route: str) -> None:
    assert route in {*PAGES, *NATIVE}


def test_an_address_is_served_once() -> None:
    assert len(set(PAGES)) == len(PAGES)
    assert len(set(NATIVE)) == len(NATIVE)
    assert not set(PAGES) & set(NATIVE)
    assert len(set(DECLARED.values())) == len(DECLARED)


def test_every_address_served_is_declared() -> None:
    assert {*PAGES, *NATIVE} <= set(DECLARED.values())


def test_no_address_is_written_elsewhere_than_in_the_table() -> None:
    written = {
        f"{file.relative_to(PACKAGE)}: {words}"
        for file in PACKAGE.rglob("*.py")
        if file.name != "routes.py"
        for words in literals(file.read_text())
        if is_address(words)
    }
    assert written == set()


@pytest.mark.parametrize(
    "code",
    ['link = "/documents/4f"', 'link = f"/documents/{name}"', 'link = detail + "?ref=" + name', 'x = ["/compte"]'],
)
def test_an_address_in_the_code_would_be_seen(code: str) -> None:
    assert any(is_address(words) for words in literals(f'"""Words on /documents/."""\n{code}'))


def test_no_address_that_was_served_is_lost() -> None:
    lost = set(KNOWN.read_text().split()) - {*PAGES, *NATIVE, *routes.REDIRECTS}
    assert not lost, "people kept these: give them a line in routes.REDIRECTS"


def test_the_list_of_addresses_is_up_to_date() -> None:
    assert KNOWN.read_text().splitlines() == sorted({*KNOWN.read_text().splitlines(), *PAGES, *NATIVE}), (
        "add the new address to tests/architecture/routes.txt, where none is ever taken away"
    )


def test_addresses_printed_long_ago_lead_somewhere() -> None:
    assert set(routes.REDIRECTS.values()) <= set(PAGES)
    assert not set(routes.REDIRECTS) & {*PAGES, *NATIVE}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_explained(name: str) -> None:
    table = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("|")]
    assert any(f"`{name.upper()}`" in line.split("|")[1] for line in table)


def is_address(words: str) -> bool:
    """Whether the words begin as an address of the portal or as a query; those of its assets are files."""
    return bool(ADDRESS.match(words)) and not words.startswith(ELSEWHERE) and not (ROOT / "assets" / words[1:]).exists()


def literals(source: str) -> Iterator[str]:
    """The texts of some code, docstrings aside; of a formatted one, each part that is written."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value
