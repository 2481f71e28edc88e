"""Somebody is known by their provider's word over real HTTP, and by nothing less than a word that verifies."""

import json
import logging
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from espace_factures.adapters.oidc import OpenIdProvider
from espace_factures.core.ports import Identity, IdentityRefusedError
from tests.adapters.oidc_browser import (
    CHALLENGE,
    KEYS_OF_NO_USE,
    NONCE,
    ONLY_USERINFO,
    REDIRECT,
    STATE,
    VERIFIER,
    a_client,
    address,
    be_set,
    identify,
    refuse,
    sign_in,
)
from tests.adapters.oidc_http import Answer
from tests.adapters.oidc_keys import a_key, at_hash
from tests.adapters.oidc_provider import TOKEN_SECONDS, OidcProvider, Person

US, OTHER = "espace-factures", "autre-application"
MARIE = Identity("", "nc-000123", "marie.wamytan@example.nc", True, "Marie", "Wamytan", "1984-05-26")
KEY_OF_ANOTHER_USE = a_key("RS256", "key-1").as_dict(private=False) | {"use": "enc"}
RS256_ALONE = {"discovery": {"id_token_signing_alg_values_supported": ["RS256"]}}
RS256_AND_384 = {"discovery": {"id_token_signing_alg_values_supported": ["RS256", "RS384"]}}
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
    "keys of no use to us": ({"other_keys": [*KEYS_OF_NO_USE, KEY_OF_ANOTHER_USE], "header": {"kid": None}}, {}),
    "a secret to encode": ({"client_secret": "a+b%3A:é"}, {}),
    "a secret sent in the form": ({"secret_by": "client_secret_post"}, {}),
    "no way of sending the secret": ({"discovery": {"token_endpoint_auth_methods_supported": None}}, {}),
    "no word on the access token": ({"claims": {"at_hash": None}}, {}),
    "an access token that lives a minute": (ONLY_USERINFO | {"tokens": {"expires_in": 60}}, {}),
    "an access token of no type": (ONLY_USERINFO | {"tokens": {"token_type": None}}, {}),
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
    "a signature that we do not accept": {"algorithm": "RS384"} | RS256_AND_384,
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
    "azp": [OTHER, "", [US]],
    "at_hash": [at_hash("another access token", "RS256"), 3],
    "exp": [0, "demain", None],
    "iat": ["hier", None],
    "nonce": ["nonce-of-another-browser", 3, [NONCE], None],
    "sub": ["", 3, "x" * 256, "nc\x00", None],
}
REFUSED |= {f"{name} {value}": {"claims": {name: value}} for name, values in LIES.items() for value in values}


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


def test_somebody_who_comes_back_without_a_code_is_refused_and_nobody_is_asked(provider: OidcProvider) -> None:
    with pytest.raises(IdentityRefusedError):
        a_client(provider).identify(REDIRECT, "", NONCE, VERIFIER)
    assert provider.asked == []


def test_somebody_who_waits_for_no_nonce_is_refused(provider: OidcProvider) -> None:
    client = a_client(provider)
    with pytest.raises(IdentityRefusedError):
        client.identify(REDIRECT, sign_in(client)["code"][0], "", VERIFIER)


@pytest.mark.parametrize("issuer", ["", "http://example.nc", "ftp://127.0.0.1", "https://", "https://a?b"])
def test_an_issuer_that_is_not_safe_is_a_setting_at_fault(issuer: str) -> None:
    with pytest.raises(ValueError, match="https"):
        OpenIdProvider(issuer, "espace-factures", "secret")


def test_nothing_secret_is_logged(provider: OidcProvider, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = a_client(provider)
    address(client)
    assert not [word for word in (STATE, NONCE, VERIFIER) if word in caplog.text]
    code = sign_in(client)["code"][0]
    caplog.clear()
    identify(client, code)
    secret = {code, VERIFIER, provider.client_secret, provider.person.email, *provider.access_tokens}
    assert not [word for word in secret if word in caplog.text]
