"""A browser that goes to the provider of the tests and comes back, and the client it comes back to."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from espace_factures.adapters.oidc import OpenIdProvider
from espace_factures.core.ports import Identity, IdentityRefusedError, IdentityUnavailableError
from tests.adapters.oidc_provider import OidcProvider

REDIRECT = "http://localhost:3000/connexion/retour?par=nc-connect"
STATE = "state-of-this-browser"
NONCE = "nonce-of-this-browser"
VERIFIER = "verifier-of-this-browser-which-is-at-least-43-characters"
CHALLENGE = "mhghBAUC4CQQ_BxZhSd6EQ9PO8Sv6PBAaFLgu_Iz-r4"  # base64url(sha256(VERIFIER)), computed by openssl
DISCOVERY = "/.well-known/openid-configuration"
SHARED_KEY = {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}
KEYS_OF_NO_USE = [{"kty": "new"}, 3, {"kty": "RSA", "n": "?", "e": "AQAB"}, SHARED_KEY]
ONLY_USERINFO = {"has_email_in_userinfo_only": True}


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
    """Who comes back, with a code of their own unless one is given."""
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
