"""The doors of the house: origins, cookies, headers, addresses guessed, addresses to come back to."""

import re
import unicodedata
from http.cookies import SimpleCookie
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from espace_factures import catalogue, routes
from espace_factures.core.access import Actor
from espace_factures.identity.http.entry import TYPED_EMAIL
from espace_factures.web.session import COOKIE, cookie_value
from tests import factories
from tests.factories import PASSWORD
from tests.hostile.planting import House, Victim
from tests.sockets import Tab, cookie_of, event_name

FOREIGN = "https://ailleurs.example"
STRANGE_RETURNS = (
    "https://ailleurs.example/",
    "//ailleurs.example/",
    "/\\ailleurs.example",
    "\\/ailleurs.example",
    "/%09/ailleurs.example",
    "javascript:alert(1)",
    "/session/deconnexion",
    "/factures\r\nSet-Cookie: a=b",
    "/factures/../../ailleurs",
)


@pytest.mark.parametrize("origin", [FOREIGN, None, "null", "http://localhost:1"])
def test_a_socket_from_elsewhere_is_refused(house: House, neighbour: Actor, origin: str | None) -> None:
    with pytest.raises((ConnectionClosed, InvalidStatus)):
        Tab(house.url, cookie_of(house.client(neighbour)), origin=origin)


@pytest.mark.parametrize("origin", [FOREIGN, None, "null"])
@pytest.mark.parametrize("path", [routes.POST_SIGN_IN, routes.POST_SIGN_OUT, routes.POST_DOCUMENT, "/_event/"])
def test_a_form_posted_from_elsewhere_is_refused(house: House, neighbour: Actor, path: str, origin: str | None) -> None:
    headers = {"Cookie": cookie_of(house.client(neighbour))} | ({"Origin": origin} if origin else {})
    assert httpx.post(house.url + path, headers=headers, data={"a": "b"}).status_code == 403
    assert house.client(neighbour).get(routes.INVOICES_HOME, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("path", ["/", routes.SIGN_IN, "/ping", "/documents/x", "/_event/?EIO=4&transport=polling"])
def test_no_other_site_may_read_an_answer(house: House, neighbour: Actor, path: str) -> None:
    answer = house.client(neighbour).get(path, headers={"Origin": FOREIGN})
    assert "access-control-allow-origin" not in answer.headers


def test_the_socket_has_no_other_transport_than_its_two(house: House, neighbour: Actor) -> None:
    answer = house.client(neighbour).get("/_event/?EIO=4&transport=webtransport")
    assert answer.status_code == 400
    assert "sid" not in answer.text


def test_the_session_cookie_cannot_be_read_nor_sent_from_elsewhere(house: House) -> None:
    form = {"email": factories.an_account(house).email, "password": PASSWORD}  # type: ignore[arg-type]
    answer = httpx.post(house.url + routes.POST_SIGN_IN, data=form, headers={"Origin": house.url})
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(COOKIE))
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= attributes
    assert not any(part.startswith("domain") for part in attributes)


@pytest.mark.parametrize("wanted", STRANGE_RETURNS)
def test_signing_in_never_leads_elsewhere(house: House, wanted: str) -> None:
    form = {"email": factories.an_account(house).email, "password": PASSWORD}  # type: ignore[arg-type]
    referer = f"{house.url}/connexion?{httpx.QueryParams(suite=wanted)}"
    for typed in ({"suite": wanted}, {}):
        headers = {"Origin": house.url, "Referer": referer}
        answer = httpx.post(house.url + routes.POST_SIGN_IN, data=form | typed, headers=headers)
        assert COOKIE in answer.headers["set-cookie"]
        assert re.match(r"/(?![/\\])[!-~]*$", answer.headers["location"])
        assert not answer.headers["location"].startswith("/session")


@pytest.mark.parametrize("kind", ["document", "loose document", "rib document", "habilitation document"])
def test_a_guessed_document_is_not_found(house: House, victim: Victim, neighbour: Actor, kind: str) -> None:
    path = f"/documents/{victim.names[kind]}"
    assert house.client(victim.actor).get(path).status_code == 200, "its owner reads it"
    for address in (path, f"{path}?telecharger=1", f"{path}/page/1"):
        for answer in (house.client(neighbour).get(address), httpx.get(house.url + address)):
            assert answer.status_code == 404
            assert "introuvable" in answer.text
            assert "content-disposition" not in answer.headers


def test_a_guessed_invoice_or_draft_leads_to_the_page_that_says_not_found(
    house: House, victim: Victim, neighbour: Actor
) -> None:
    for page, query in (
        (routes.INVOICE, {"ref": victim.names["invoice"]}),
        (routes.DEPOSIT, {"brouillon": victim.names["draft"]}),
    ):
        load = next(page_.load for page_ in catalogue.PAGES if page_.route == page)
        tab = house.tab(neighbour)
        tab.goes_to(routes.with_query(page, **query))
        tab.says(event_name(load))
        assert routes.NOT_FOUND in tab.hears("_redirect")
        tab.closes()


def test_every_answer_is_dressed(house: House, victim: Victim) -> None:
    client = house.client(victim.actor)
    paths = ["/", routes.SIGN_IN, routes.INVOICES_HOME, "/nulle-part", "/documents/x", "/_upload", "/ping"]
    answers = [client.get(path, follow_redirects=True) for path in paths]
    answers.append(client.get(f"/documents/{victim.names['document']}"))
    answers.append(httpx.post(house.url + routes.POST_SIGN_IN, data={}))
    answers.append(httpx.get(house.url + routes.INVOICES_HOME))
    for answer in answers:
        where = f"{answer.url} {answer.status_code}"
        policy = answer.headers.get("content-security-policy", "")
        assert "default-src" in policy, where
        assert "unsafe-eval" not in policy, where
        assert not re.search(r"script-src[^;]*unsafe-inline", policy), where
        assert answer.headers.get("x-content-type-options") == "nosniff", where
        assert answer.headers.get("referrer-policy") == "same-origin", where
        assert answer.headers.get("x-frame-options") in {"DENY", "SAMEORIGIN"}, where
        assert answer.headers.get("cross-origin-opener-policy") == "same-origin", where
        assert answer.headers.get("cache-control"), where


def test_a_document_is_kept_by_nobody_and_runs_nothing(house: House, victim: Victim) -> None:
    answer = house.client(victim.actor).get(f"/documents/{victim.names['document']}")
    assert answer.headers["cache-control"] == "private, no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("page", [page for page in catalogue.PAGES if page.permission], ids=lambda page: page.route)
def test_a_protected_page_sends_a_visitor_to_sign_in(house: House, page: Any) -> None:
    answer = httpx.get(house.url + page.route, params={"ref": "EF-2026-000001"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(routes.SIGN_IN + "?suite=")


@pytest.mark.parametrize("path", ["/_upload", "/_upload/x", "/_all_routes", "/auth-codespace", "/.env", "/.web/stamp"])
def test_doors_of_the_framework_that_nobody_uses_are_shut(house: House, neighbour: Actor, path: str) -> None:
    client = house.client(neighbour)
    for answer in (
        client.get(path),
        client.post(path, files={"files": ("a", b"b")}, headers={"Reflex-Client-Token": "x"}),
    ):
        assert answer.status_code in {404, 405}, answer.status_code


ODD_ADDRESSES = [
    "\x00",
    "é€" * 5000,
    "a" * 60_000,
    "x\r\nSet-Cookie: a=b",
    ";,\"'",
    "",
    "\u202e" * 300,
    "e" + "\u0301" * 9000,
]
ODD_ADDRESSES += [
    "o’brien@mail.nc",
    "jean\u200b@mail.nc",
    "łukasz@mail.nc",
    "rene\u0301@mail.nc",
    "😀" * 400,
    "²",
    "%",
    "a%00b",
]


@pytest.mark.parametrize("email", ODD_ADDRESSES)
def test_an_odd_address_is_refused_like_any_other(house: House, email: str) -> None:
    headers = {"Origin": house.url, "Cookie": '__Host-courriel="\\'}
    answer = httpx.post(house.url + routes.POST_SIGN_IN, data={"email": email, "password": email}, headers=headers)
    assert answer.status_code in {303, 413}
    assert answer.status_code == 413 or answer.headers["location"].startswith(routes.SIGN_IN)
    assert "a=b" not in answer.headers.get("set-cookie", "").split(";")[1:]


@pytest.mark.parametrize(
    "email", ["o’brien@mail.nc", "łukasz@mail.nc", "rené@mail.nc", "jean@société.nc", "😀@mail.nc"]
)
def test_a_refused_address_comes_back_to_the_page_letter_for_letter(house: House, email: str) -> None:
    form = {"email": unicodedata.normalize("NFD", f"\u200b{email} "), "password": "pas le bon mot"}
    answer = httpx.post(house.url + routes.POST_SIGN_IN, data=form, headers={"Origin": house.url})
    assert answer.headers["location"].startswith(f"{routes.SIGN_IN}?refus=1")
    kept = SimpleCookie(answer.headers["set-cookie"])[TYPED_EMAIL]
    assert cookie_value(f"{TYPED_EMAIL}={kept.coded_value}", TYPED_EMAIL) == email


@pytest.mark.parametrize("ticket", ["\x00", "x" * 50_000, "' OR 1=1 --", ""])
def test_an_odd_ticket_opens_nothing(house: House, ticket: str) -> None:
    form = {"code": "0000", "demande": ticket}
    answer = httpx.post(house.url + routes.POST_ACTIVATION, data=form, headers={"Origin": house.url})
    assert answer.status_code in {303, 422}
    assert COOKIE not in answer.headers.get("set-cookie", "")


def test_a_session_chosen_by_somebody_else_is_never_the_one_that_opens(house: House, neighbour: Actor) -> None:
    chosen = f"{COOKIE}=choisi-par-un-autre"
    form = {"email": neighbour.email, "password": PASSWORD}
    answer = httpx.post(house.url + routes.POST_SIGN_IN, data=form, headers={"Origin": house.url, "Cookie": chosen})
    assert answer.cookies.get(COOKIE) not in {None, "choisi-par-un-autre"}
    assert httpx.get(house.url + routes.INVOICES_HOME, headers={"Cookie": chosen}).status_code == 303


@pytest.mark.parametrize("path", [routes.POST_ENTRY, routes.POST_SECOND_FACTOR, routes.POST_PASSKEY])
@pytest.mark.parametrize("typed", ["", "\x00", "é" * 3000, "0" * 60])
def test_nonsense_at_the_other_doors_opens_nothing(house: House, path: str, typed: str) -> None:
    form = {"jeton": typed, "code": typed, "cle": typed, "suite": "//ailleurs.example"}
    answer = httpx.post(house.url + path, data=form, headers={"Origin": house.url})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/connexion")
    assert answer.cookies.get(COOKIE) is None
