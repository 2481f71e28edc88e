"""Where one goes back to after signing in."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_factures import routes
from espace_factures.web.returns import safe_return

OURS = ["/factures", "/factures/detail?ref=EF-2026-000001", "/compte/demandes?q=é".replace("é", "%C3%A9"), "/"]
ELSEWHERE = ["https://a.example", "//a.example", "/\\a.example", "\\/a.example", "javascript:1", " //a.example"]
ELSEWHERE += [
    "/\t/a.example",
    "/\n/a.example",
    "/%0d%0aX: y\r\n",
    "/ /a.example",
    "http:a.example",
    "a.example",
    "?x",
    "",
]
BACKSTAGE = ["/session/deconnexion", "/documents/x", "/dev/courriels", "/_event", "/connexion?suite=/x", "/inscription"]


@pytest.mark.parametrize("path", OURS)
def test_a_page_of_ours_is_kept(path: str) -> None:
    assert safe_return(path) == path


@pytest.mark.parametrize("path", [*ELSEWHERE, *BACKSTAGE, "/" + "a" * 600, None])
def test_anything_else_leads_to_the_invoices(path: str | None) -> None:
    assert safe_return(path) == routes.INVOICES_HOME


@given(st.text(alphabet=string.printable + "é\u2028\x00", max_size=40))
def test_whatever_is_wanted_the_browser_stays_here(wanted: str) -> None:
    path = safe_return(wanted)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert not set(path) & set("\r\n\t\\\x00")
