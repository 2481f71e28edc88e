"""Somebody is known by his provider's word over real HTTP, and by nothing less than a word that verifies."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from espace_factures.adapters.oidc import CACHE_SECONDS, LARGEST_ANSWER, OpenIdProvider
from espace_factures.core.ports import Identity, IdentityRefusedError, IdentityUnavailableError
from tests.adapters.oidc_provider import TOKEN_SECONDS, Answer, OidcProvider, Person, a_key

REDIRECT = "http://localhost:3000/connexion/retour?par=nc-connect"
STATE = "state-of-this-browser"
NONCE = "nonce-of-this-browser"
VERIFIER = "verifier-of-this-browser-which-is-at-least-43-characters"
CHALLENGE = "mhghBAUC4CQQ_BxZhSd6EQ9PO8Sv6PBAaFLgu_Iz-r4"  # base64url(sha256(VERIFIER)), computed by openssl
DISCOVERY = "/.well-known/openid-configuration"
US, OTHER = "espace-factures", "autre-application"
MARIE = Identity("", "nc-000123", "marie.wamytan@example.nc", True, "Marie", "Wamytan", "1984-05-26")
KEY_OF_ANOTHER_USE = a_key("RS256", "key-1").as_dict(private=False) | {"use": "enc"}
ONLY_USERINFO = {"has_email_in_userinfo_only": True}
RS256_ALONE = {"discovery": {"id_token_signing_alg_values_supported": ["RS256"]}}
NO_EMAIL = {"email": "", "is_email_verified": False}

# How the provider is set, and how what is understood differs from MARIE.
UNDERSTOOD: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a person": ({}, {}),
    **{f"a signature {name}": ({"algorithm": name}, {}) for name in ("RS256", "PS256", "ES256", "EdDSA")},
    "one audience in a list": ({"claims": {"aud": [US]}}, {}),
    "two audiences, given to us": ({"claims": {"aud": [OTHER, US], "azp": US}}, {}),
    "a clock a little ahead": ({"ahead": 30}, {}),
    "a clock a little late": ({"ahead": -TOKEN_SECONDS - 30}, {}),
    "a header nobody knows": ({"header": {"province": "sud"}}, {}),
    "keys of no use to us": ({"other_keys": [{"kty": "new"}, 3, KEY_OF_ANOTHER_USE], "header": {"kid": None}}, {}),
    "a secret to encode": ({"client_secret": "a+b%3A:é"}, {}),
    "a secret sent in the form": ({"secret_by": "client_secret_post"}, {}),
    "no way of sending the secret": ({"discovery": {"token_endpoint_auth_methods_supported": None}}, {}),
    "an address in userinfo": (ONLY_USERINFO, {}),
    "an address nowhere": (ONLY_USERINFO | {"discovery": {"userinfo_endpoint": None}}, NO_EMAIL),
    "an address verified by the word said of another": (
        ONLY_USERINFO | {"claims": {"email_verified": True}, "userinfo": {"email_verified": None}},
        {"is_email_verified": False},
    ),
    "an address verified by a text": ({"claims": {"email_verified": "true"}}, {"is_email_verified": False}),
    "an address nobody verified": ({"claims": {"email_verified": None}}, {"is_email_verified": False}),
    "an address in capitals": ({"claims": {"email": "Marie.WAMYTAN@example.nc"}}, {}),
    "an address without @": ({"claims": {"email": "marie"}}, NO_EMAIL),
    "an address with a space": ({"claims": {"email": "a b@example.nc"}}, NO_EMAIL),
    "an address with a NUL": ({"claims": {"email": "a\x00@example.nc"}}, NO_EMAIL),
    "an address too long": ({"claims": {"email": "a" * 250 + "@example.nc"}}, NO_EMAIL),
    "a year of birth": ({"claims": {"birthdate": "1984"}}, {"birth_date": ""}),
    "a secret year of birth": ({"claims": {"birthdate": "0000-05-26"}}, {"birth_date": ""}),
    "a date written otherwise": ({"claims": {"birthdate": "26/05/1984"}}, {"birth_date": ""}),
    "a name on two lines": ({"claims": {"given_name": " Marie\n\x00 Jeanne "}}, {"first_name": "Marie Jeanne"}),
    "a long subject": ({"claims": {"sub": "x" * 255}}, {"subject": "x" * 255}),
    "a subject alone": (
        {"person": Person("seul", email="", given_name="", family_name="", birthdate="")},
        {"subject": "seul", "first_name": "", "last_name": "", "birth_date": ""} | NO_EMAIL,
    ),
}
# How the provider is set when what it says proves nothing.
REFUSED: dict[str, dict[str, Any]] = {
    "no signature": {"algorithm": "none"},
    "a signature by the shared secret": {"algorithm": "HS256"},
    "a signature not announced": {"algorithm": "PS256"} | RS256_ALONE,
    "a signature by another key": {"is_impostor": True},
    "userinfo of somebody else": ONLY_USERINFO | {"userinfo": {"sub": "somebody-else"}},
    "userinfo of nobody": ONLY_USERINFO | {"userinfo": {"sub": None}},
    "a token of the future": {"ahead": 90},
    "a token of the past": {"ahead": -TOKEN_SECONDS - 90},
    "two audiences, given to another": {"claims": {"aud": [US, OTHER], "azp": OTHER}},
}
LIES: dict[str, list[object]] = {
    "iss": ["https://autre.example.nc", None],
    "aud": [OTHER, [], [US, OTHER], None],
    "azp": [OTHER],
    "exp": [0, "demain", None],
    "iat": ["hier", None],
    "nonce": ["nonce-of-another-browser", 3, [NONCE], None],
    "sub": ["", 3, "x" * 256, "nc\x00", None],
}
REFUSED |= {f"{name} {value}": {"claims": {name: value}} for name, values in LIES.items() for value in values}
BAD_DISCOVERIES = [
    {"issuer": "https://autre.example.nc"},
    {"token_endpoint": "http://example.nc/token"},
    {"jwks_uri": "file:///etc/passwd"},
    {"userinfo_endpoint": 3},
    {"authorization_endpoint": None},
    {"id_token_signing_alg_values_supported": ["HS256", "none"]},
    {"token_endpoint_auth_methods_supported": ["private_key_jwt"]},
]
BAD_ANSWERS = [
    Answer(500, b"{}"),
    Answer(403, b"{}"),
    Answer(302, b"{}", location="/elsewhere"),
    Answer(body=b"<html>"),
    Answer(body=b"[]"),
    Answer(body=b"[" * 100_000),
    Answer(body=b"{" + b" " * LARGEST_ANSWER + b"}"),
]


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    provider = OidcProvider(autologin=True).start()
    yield provider
    provider.stop()


def a_client(provider: OidcProvider, timeout: float = 5.0) -> OpenIdProvider:
    return OpenIdProvider(provider.issuer, provider.client_id, provider.client_secret, timeout)


def address(client: OpenIdProvider) -> str:
    return client.address(REDIRECT, STATE, NONCE, VERIFIER)


def sign_in(client: OpenIdProvider) -> dict[str, list[str]]:
    """Go to the provider as a browser does; what it brings back to the redirection."""
    answer = httpx.get(address(client))
    assert answer.headers["Location"].startswith(REDIRECT)
    return parse_qs(urlsplit(answer.headers["Location"]).query)


def identify(client: OpenIdProvider, code: str = "", verifier: str = VERIFIER) -> Identity:
    """Who comes back, with a code of his own unless one is given."""
    return client.identify(REDIRECT, code or sign_in(client)["code"][0], NONCE, verifier)


def refuse(client: OpenIdProvider, code: str = "") -> None:
    with pytest.raises(IdentityRefusedError):
        identify(client, code)


def be_unavailable(client: OpenIdProvider, code: str = "") -> None:
    with pytest.raises(IdentityUnavailableError):
        identify(client, code)


def be_set(provider: OidcProvider, switches: dict[str, Any]) -> None:
    for name, value in switches.items():
        setattr(provider, name, value)


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize(("switches", "difference"), UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_a_person_is_known_by_what_the_provider_says(
    provider: OidcProvider, switches: dict[str, Any], difference: dict[str, Any]
) -> None:
    be_set(provider, switches)
    assert identify(a_client(provider)) == replace(MARIE, issuer=provider.issuer, **difference)


@pytest.mark.filterwarnings("ignore:JWS algorithm")
@pytest.mark.parametrize("switches", REFUSED.values(), ids=REFUSED)
def test_what_proves_nothing_is_refused(provider: OidcProvider, switches: dict[str, Any]) -> None:
    be_set(provider, switches)
    refuse(a_client(provider))


def test_the_question_is_the_one_the_protocol_asks(provider: OidcProvider) -> None:
    expected = {"response_type": "code", "client_id": US, "redirect_uri": REDIRECT, "scope": "openid email profile"}
    expected |= {"state": STATE, "nonce": NONCE, "code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    assert dict(parse_qsl(urlsplit(address(a_client(provider))).query)) == expected


def test_the_query_of_the_authorization_endpoint_is_kept(provider: OidcProvider) -> None:
    provider.discovery = {"authorization_endpoint": f"{provider.issuer}/authorize?province=sud"}
    assert parse_qs(urlsplit(address(a_client(provider))).query)["province"] == ["sud"]


def test_a_browser_that_comes_is_shown_a_page_whose_form_sends_it_back(provider: OidcProvider) -> None:
    provider.autologin = False
    client = a_client(provider)
    assert "Continuer" in httpx.get(address(client)).text
    back = httpx.post(address(client)).headers["Location"]
    assert identify(client, parse_qs(urlsplit(back).query)["code"][0]).subject == "nc-000123"


@pytest.mark.parametrize("token", ["", "a.b.c", "W10.e30.", "ImFsZyI.e30.", "é", "." * 9])
def test_a_token_that_is_not_one_is_refused(provider: OidcProvider, token: str) -> None:
    client = a_client(provider)
    address(client)
    provider.answers["/token"] = Answer(body=json.dumps({"id_token": token}).encode())
    refuse(client, "code")


def test_a_code_given_to_another_browser_is_refused(provider: OidcProvider) -> None:
    with pytest.raises(IdentityRefusedError):
        identify(a_client(provider), verifier="verifier-of-another-browser-of-at-least-43-characters")


def test_a_code_used_twice_is_refused(provider: OidcProvider) -> None:
    client = a_client(provider)
    code = sign_in(client)["code"][0]
    identify(client, code)
    refuse(client, code)


def test_a_code_nobody_gave_is_refused(provider: OidcProvider) -> None:
    refuse(a_client(provider), "invented")


def test_a_code_given_for_another_address_is_refused(provider: OidcProvider) -> None:
    client = a_client(provider)
    with pytest.raises(IdentityRefusedError):
        client.identify("http://localhost:3000/", sign_in(client)["code"][0], NONCE, VERIFIER)


def test_a_wrong_secret_is_not_the_fault_of_who_signs_in(provider: OidcProvider) -> None:
    be_unavailable(OpenIdProvider(provider.issuer, provider.client_id, "another secret"))


def test_nothing_is_asked_twice_nor_for_nothing(provider: OidcProvider) -> None:
    client = a_client(provider)
    identify(client)
    identify(client)
    assert provider.asked == [DISCOVERY, "/authorize", "/token", "/jwks", "/authorize", "/token"]


def test_a_new_key_of_the_provider_is_fetched(provider: OidcProvider) -> None:
    client = a_client(provider)
    identify(client)
    provider.rotate_keys()
    assert identify(client)


def test_an_unknown_key_is_looked_for_once_more_only(provider: OidcProvider) -> None:
    provider.header = {"kid": "unknown"}
    refuse(a_client(provider))
    assert provider.asked.count("/jwks") == 2


def test_what_the_provider_announces_is_read_again_after_an_hour(provider: OidcProvider) -> None:
    client = a_client(provider)
    for elapsed in (0.0, CACHE_SECONDS - 1, CACHE_SECONDS):
        client.monotonic = repeat(elapsed).__next__
        address(client)
    assert provider.asked.count(DISCOVERY) == 2


@pytest.mark.parametrize("said", BAD_DISCOVERIES, ids=str)
def test_a_discovery_that_makes_no_sense_is_unavailable(provider: OidcProvider, said: dict[str, object]) -> None:
    provider.discovery = said
    with pytest.raises(IdentityUnavailableError):
        address(a_client(provider))


@pytest.mark.parametrize("path", [DISCOVERY, "/jwks", "/token", "/userinfo"])
@pytest.mark.parametrize("answer", BAD_ANSWERS, ids=["500", "403", "302", "html", "list", "deep", "large"])
def test_an_answer_that_makes_no_sense_is_unavailable(provider: OidcProvider, path: str, answer: Answer) -> None:
    provider.has_email_in_userinfo_only = True
    client = a_client(provider)
    code = sign_in(client)["code"][0]
    client.announced, provider.answers = None, {path: answer}
    be_unavailable(client, code)
    assert "/elsewhere" not in provider.asked


def test_a_provider_slower_than_its_time_is_unavailable(provider: OidcProvider) -> None:
    provider.delay = 0.4
    be_unavailable(a_client(provider, timeout=0.2), "code")


def test_a_provider_that_speaks_drop_by_drop_is_unavailable(provider: OidcProvider) -> None:
    said = httpx.get(provider.issuer + DISCOVERY).content
    provider.answers[DISCOVERY] = Answer(body=said, pause=0.1)
    with pytest.raises(IdentityUnavailableError):
        address(a_client(provider, timeout=0.3))


def test_a_provider_that_is_down_is_unavailable(provider: OidcProvider) -> None:
    client = a_client(provider)
    code = sign_in(client)["code"][0]
    provider.stop()
    be_unavailable(client, code)


@pytest.mark.parametrize("issuer", ["", "http://example.nc", "ftp://127.0.0.1", "https://", "https://a?b"])
def test_an_issuer_that_is_not_safe_is_a_setting_at_fault(issuer: str) -> None:
    with pytest.raises(ValueError, match="https"):
        OpenIdProvider(issuer, "espace-factures", "secret")


def test_nothing_secret_is_logged(provider: OidcProvider, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = a_client(provider)
    code = sign_in(client)["code"][0]
    caplog.clear()
    identify(client, code)
    secret = {code, VERIFIER, provider.client_secret, provider.person.email, *provider.access_tokens}
    assert not [word for word in secret if word in caplog.text]
