"""A provider that answers too much, too late, nonsense or nothing is unavailable; it is asked no more than needed."""

import contextlib
import gzip
from itertools import repeat
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from espace_factures.adapters.oidc import CACHE_SECONDS, LARGEST_ANSWER, OpenIdProvider
from espace_factures.core.ports import IdentityUnavailableError
from tests.adapters.oidc_browser import (
    DISCOVERY,
    KEYS_OF_NO_USE,
    ONLY_USERINFO,
    a_client,
    address,
    be_set,
    be_unavailable,
    identify,
    refuse,
    sign_in,
)
from tests.adapters.oidc_http import Answer, in_json
from tests.adapters.oidc_provider import OidcProvider

# How the provider is set when what it gives for a code cannot be used.
USELESS: dict[str, dict[str, Any]] = {
    "no id_token": {"tokens": {"id_token": None}},
    "tokens with an error": {"tokens": {"error": "server_error"}},
    "tokens refused": {"token_status": 403},
    "tokens elsewhere": {"token_status": 302},
    "tokens broken": {"token_status": 500},
    "a life without end": {"tokens": {"expires_in": "for ever"}},
    "no access token": ONLY_USERINFO | {"tokens": {"access_token": None}, "claims": {"at_hash": None}},
    "an access token of an unknown type": ONLY_USERINFO | {"tokens": {"token_type": "mac"}},
    "another access token": ONLY_USERINFO | {"tokens": {"access_token": "another"}, "claims": {"at_hash": None}},
}
BAD_DISCOVERIES = [
    {"issuer": "https://autre.example.nc"},
    {"token_endpoint": "http://example.nc/token"},
    {"jwks_uri": "file:///etc/passwd"},
    {"userinfo_endpoint": 3},
    {"authorization_endpoint": None},
    {"id_token_signing_alg_values_supported": ["HS256", "none"]},
    {"id_token_signing_alg_values_supported": ["RS384", "ES512"]},
    {"id_token_signing_alg_values_supported": None},
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


@pytest.mark.parametrize("switches", USELESS.values(), ids=USELESS)
def test_tokens_that_cannot_be_used_are_unavailable(provider: OidcProvider, switches: dict[str, Any]) -> None:
    be_set(provider, switches)
    be_unavailable(a_client(provider))


def test_a_wrong_secret_is_not_the_fault_of_who_signs_in(provider: OidcProvider) -> None:
    be_unavailable(OpenIdProvider(provider.issuer, provider.client_id, "another secret"))


def test_nothing_is_asked_twice_nor_for_nothing(provider: OidcProvider) -> None:
    client = a_client(provider)
    identify(client)
    identify(client)
    assert provider.asked == [DISCOVERY, "/authorize", "/token", "/jwks", "/authorize", "/token"]


@pytest.mark.parametrize("header", [{}, {"kid": None}], ids=["named", "nameless"])
def test_a_new_key_of_the_provider_is_fetched(provider: OidcProvider, header: dict[str, object]) -> None:
    provider.header = header
    client = a_client(provider)
    identify(client)
    provider.rotate_keys()
    assert identify(client)


@pytest.mark.parametrize("keys", [[], KEYS_OF_NO_USE, None, 3], ids=["none", "of no use", "null", "number"])
def test_keys_that_sign_nothing_are_unavailable(provider: OidcProvider, keys: object) -> None:
    provider.answers["/jwks"] = in_json({"keys": keys})
    be_unavailable(a_client(provider))


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


def test_the_keys_of_the_provider_are_read_again_after_an_hour(provider: OidcProvider) -> None:
    client = a_client(provider)
    for elapsed in (0.0, CACHE_SECONDS - 1, CACHE_SECONDS):
        client.monotonic = repeat(elapsed).__next__
        identify(client)
    assert provider.asked.count("/jwks") == 2


def test_a_discovery_that_makes_no_sense_is_not_kept(provider: OidcProvider) -> None:
    client = a_client(provider)
    provider.discovery = {"issuer": "https://autre.example.nc"}
    be_unavailable(client, "code")
    provider.discovery = {}
    assert identify(client).subject == "nc-000123"


def test_a_discovery_changes_nothing_of_how_we_ask(provider: OidcProvider) -> None:
    provider.discovery = {"timeout": None, "verify": False, "follow_redirects": True, "scope": "all", "leeway": 1e9}
    client = a_client(provider)
    assert parse_qs(urlsplit(address(client)).query)["scope"] == ["openid email profile"]
    provider.answers["/token"] = Answer(302, location=f"{provider.issuer}/elsewhere")
    be_unavailable(client, "code")
    provider.answers.clear()
    client.timeout, provider.delay = 0.2, 0.4
    be_unavailable(client, "code")
    assert "/elsewhere" not in provider.asked


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


@pytest.mark.parametrize(("excess", "is_read"), [(0, True), (1, False)])
def test_an_answer_is_read_up_to_its_largest_size(provider: OidcProvider, excess: int, is_read: bool) -> None:
    said = httpx.get(provider.issuer + DISCOVERY).content
    provider.answers[DISCOVERY] = Answer(body=said.ljust(LARGEST_ANSWER + excess))
    with contextlib.nullcontext() if is_read else pytest.raises(IdentityUnavailableError):
        assert address(a_client(provider))


def test_an_answer_that_would_swell_is_not_read(provider: OidcProvider) -> None:
    said = httpx.get(provider.issuer + DISCOVERY).content
    provider.answers[DISCOVERY] = Answer(body=gzip.compress(said), coding="gzip")
    with pytest.raises(IdentityUnavailableError):
        address(a_client(provider))


def test_a_provider_slower_than_its_time_is_unavailable(provider: OidcProvider) -> None:
    provider.delay = 0.4
    be_unavailable(a_client(provider, timeout=0.2), "code")


def test_a_provider_that_speaks_drop_by_drop_is_unavailable(provider: OidcProvider) -> None:
    said = httpx.get(provider.issuer + DISCOVERY).content
    provider.answers[DISCOVERY] = Answer(body=said, pause=0.1)
    with pytest.raises(IdentityUnavailableError):
        address(a_client(provider, timeout=0.3))


@pytest.mark.parametrize("is_trusted", [True, False], ids=["trusted", "unknown"])
def test_the_certificate_of_the_provider_is_held_against_the_authorities(
    provider: OidcProvider, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, is_trusted: bool
) -> None:
    provider.guard_with(*certificate)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with contextlib.nullcontext() if is_trusted else pytest.raises(IdentityUnavailableError):
        assert address(a_client(provider)).startswith("https://")


def test_a_provider_that_is_down_is_unavailable(provider: OidcProvider) -> None:
    client = a_client(provider)
    code = sign_in(client)["code"][0]
    provider.stop()
    be_unavailable(client, code)
