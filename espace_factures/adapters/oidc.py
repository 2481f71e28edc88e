"""Any OpenID Connect provider by Authlib: code flow with PKCE, bounded in what is read and believed."""

import contextlib
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import quote_plus

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import get_well_known_url
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet
from joserfc.jws import JWSRegistry

from espace_factures.core.ports import Identity, IdentityRefusedError, IdentityUnavailableError

# A signature only the provider can make: neither none, nor HS* whose secret we hold too.
ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")
SIGNED_BY: Final = "id_token_signing_alg_values_supported"
PROVED_BY: Final = "token_endpoint_auth_methods_supported"
BY_HEADER: Final = "client_secret_basic"
BY_FORM: Final = "client_secret_post"
LOOPBACKS: Final = ("localhost", "127.0.0.1")
HEADERS: Final = {"Accept": "application/json", "Accept-Encoding": "identity"}
LARGEST_ANSWER: Final = 1_000_000
CACHE_SECONDS: Final = 3600.0
LEEWAY_SECONDS: Final = 60
LONGEST_SUBJECT: Final = 255  # OpenID Connect Core 1.0, section 2
LONGEST_NAME: Final = 255
LONGEST_EMAIL: Final = 254
NONSENSE: Final = (JoseError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)
FAILURES: Final = (OAuthError, httpx2.HTTPError, httpx2.InvalidURL, *NONSENSE)


class BoundedClient(OAuth2Client, httpx2.Client):
    """Authlib's client, whose answers have a largest size and a longest time."""

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """The whole answer, whatever its status; raises IdentityUnavailableError when it is too long."""
        options["stream"] = True
        with contextlib.closing(super().send(request, **options)) as answer:
            # httpx2 bounds each wait, not their sum; raw, for a compressed answer has no size.
            limit, body = time.monotonic() + (self.timeout.read or 0), b""
            for piece in answer.iter_raw():
                body += piece
                if len(body) > LARGEST_ANSWER or time.monotonic() > limit:
                    raise IdentityUnavailableError("too long")
        return httpx2.Response(answer.status_code, content=body, request=request)

    def parse_response_token(self, resp: httpx2.Response) -> dict[str, Any]:
        """The tokens of a success: Authlib takes them from any answer that names no error."""
        tokens = super().parse_response_token(resp)
        resp.raise_for_status()
        return tokens


@dataclass(slots=True)
class OpenIdProvider:
    """The provider at `issuer`, https unless on the loopback; raises ValueError when the address is neither."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    timeout: float = 5.0
    monotonic: Callable[[], float] = time.monotonic
    # The authorities that the system trusts, read once: it takes some 20 ms.
    trusted: ssl.SSLContext = field(default_factory=httpx2.create_ssl_context, init=False, repr=False)
    # What it announces, cut down to what is accepted here, good until a monotonic instant; the keys it signs with.
    announced: dict[str, Any] | None = field(default=None, init=False, repr=False)
    until: float = field(default=0.0, init=False, repr=False)
    keys: KeySet | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        if not _is_allowed(self.issuer, self.issuer) or "?" in self.issuer or "#" in self.issuer:
            raise ValueError("an OpenID Connect issuer: expected https:// and a host, without query or fragment")

    def address(self, redirect: str, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser; raises IdentityUnavailableError."""
        asked = {"redirect_uri": redirect, "scope": "openid email profile", "nonce": nonce}
        page = self._discover()["authorization_endpoint"]
        with _told_as(IdentityUnavailableError), self._client() as client:
            return client.create_authorization_url(page, state, verifier, **asked)[0]

    def identify(self, redirect: str, code: str, nonce: str, verifier: str) -> Identity:
        """Who came back with `code`; raises IdentityRefusedError or IdentityUnavailableError."""
        if not code:
            raise IdentityRefusedError("no code")
        announced = self._discover()
        tokens = self._redeem(announced, code=code, redirect_uri=redirect, code_verifier=verifier)
        claims = self._verify(announced, tokens, nonce)
        if not claims.get("email") and announced.get("userinfo_endpoint"):
            claims = _complete(claims, self._read(announced["userinfo_endpoint"], tokens))
        return _identity(self.issuer, claims)

    def _discover(self) -> dict[str, Any]:
        announced = self.announced
        if announced is None or self.until <= self.monotonic():
            announced = self._read(get_well_known_url(self.issuer, external=True))
            with _told_as(IdentityUnavailableError):
                self._cut_down(announced)
            self.announced, self.keys, self.until = announced, None, self.monotonic() + CACHE_SECONDS
        return announced

    def _cut_down(self, said: dict[str, Any]) -> None:
        accepted = [name for name in ALGORITHMS if name in said[SIGNED_BY]]
        ways = [name for name in (BY_HEADER, BY_FORM) if name in said.get(PROVED_BY, [BY_HEADER])]
        pages = [said[name] for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        pages.append(said.get("userinfo_endpoint") or self.issuer)
        is_safe = said["issuer"] == self.issuer and all(_is_allowed(page, self.issuer) for page in pages)
        # Without this an empty list of algorithms would let joserfc choose its own, HS256 among them.
        if not accepted or not ways or not is_safe:
            raise IdentityUnavailableError("discovery")
        said.update({SIGNED_BY: accepted, PROVED_BY: ways})

    def _redeem(self, announced: dict[str, Any], **proofs: str) -> dict[str, Any]:
        with _told_as(IdentityUnavailableError), self._client() as client:
            auth: Any = client.client_auth(BY_FORM)
            if BY_HEADER in announced[PROVED_BY]:
                # Encoded as a form before base64, which Authlib leaves out: RFC 6749, section 2.3.1.
                auth = quote_plus(self.client_id), quote_plus(self.client_secret)
            return client.fetch_token(announced["token_endpoint"], auth=auth, **proofs)

    def _verify(self, announced: dict[str, Any], tokens: dict[str, Any], nonce: str) -> dict[str, Any]:
        if not isinstance(tokens.get("id_token"), str):
            raise IdentityUnavailableError("id_token")
        rules: dict[str, Any] = {
            "iss": {"value": self.issuer},
            "aud": {"value": self.client_id},
            "azp": {"value": self.client_id},
            "nonce": {"essential": True, "value": nonce},
            "sub": {"validate": _is_subject},
        }
        known = {"client_id": self.client_id, "nonce": nonce, "access_token": tokens.get("access_token")}
        with _told_as(IdentityRefusedError):
            token = self._decode(announced, tokens["id_token"])
            claims = CodeIDToken(token.claims, token.header, rules, known)
            claims.validate(leeway=LEEWAY_SECONDS)
        return claims

    def _decode(self, announced: dict[str, Any], id_token: str) -> jwt.Token:
        registry = JWSRegistry(algorithms=announced[SIGNED_BY], strict_check_header=False)
        try:
            return jwt.decode(id_token, self.keys or self._read_keys(announced), registry=registry)
        except (InvalidKeyIdError, BadSignatureError):
            # The provider may have changed its keys since they were read, and need not name them.
            return jwt.decode(id_token, self._read_keys(announced), registry=registry)

    def _read_keys(self, announced: dict[str, Any]) -> KeySet:
        self.keys = keys = _signing_keys(self._read(announced["jwks_uri"]).get("keys"))
        return keys

    def _read(self, url: str, tokens: dict[str, Any] | None = None) -> dict[str, Any]:
        """The JSON object at a public address, or at one that answers to a bearer of the tokens."""
        with _told_as(IdentityUnavailableError), self._client(tokens) as client:
            said = client.request("GET", url, withhold_token=tokens is None).raise_for_status().json()
        if not isinstance(said, dict):
            raise IdentityUnavailableError("not an object")
        return said

    def _client(self, tokens: dict[str, Any] | None = None) -> BoundedClient:
        # No leeway: with one, Authlib takes a token that lives a minute for an expired one.
        protocol = {"code_challenge_method": "S256", "token": tokens, "leeway": 0}
        transport = {"headers": HEADERS, "timeout": self.timeout, "verify": self.trusted}
        return BoundedClient(self.client_id, self.client_secret, **protocol, **transport)


@contextlib.contextmanager
def _told_as(error: type[Exception]) -> Iterator[None]:
    """A failure says its kind only, it could quote a token; a code that the provider refuses proves nothing."""
    try:
        yield
    except FAILURES as failure:
        is_refused = isinstance(failure, OAuthError) and failure.error == "invalid_grant"
        raise (IdentityRefusedError if is_refused else error)(type(failure).__name__) from None


def _is_allowed(url: object, issuer: str) -> bool:
    try:
        parts, ours = httpx2.URL(str(url)), httpx2.URL(issuer)
    except httpx2.InvalidURL:
        return False
    if parts.scheme == "https":
        return bool(parts.host)
    return all(each.scheme == "http" and each.host in LOOPBACKS for each in (parts, ours))


def _signing_keys(rows: object) -> KeySet:
    """The keys that sign; those of another use or of a kind nobody here knows are left aside."""
    keys: list[Key] = []
    for row in rows if isinstance(rows, list) else []:
        with contextlib.suppress(*NONSENSE):
            key = JWKRegistry.import_key(row)
            if key.key_type != "oct" and key.get("use") in {None, "sig"}:
                keys.append(key)
    if not keys:
        raise IdentityUnavailableError("jwks")
    return KeySet(keys)


def _is_subject(claims: object, subject: str) -> bool:  # noqa: ARG001 - Authlib's signature
    return 0 < len(subject) <= LONGEST_SUBJECT and subject.isprintable()


def _complete(claims: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    if said.get("sub") != claims["sub"]:
        raise IdentityRefusedError("userinfo")
    # The address and its verification are believed together or not at all.
    return said | claims | {name: said.get(name) for name in ("email", "email_verified")}


def _identity(issuer: str, claims: dict[str, Any]) -> Identity:
    email = _email(claims.get("email"))
    return Identity(
        issuer=issuer,
        subject=claims["sub"],
        email=email,
        is_email_verified=bool(email) and claims.get("email_verified") is True,
        first_name=_name(claims.get("given_name")),
        last_name=_name(claims.get("family_name")),
        birth_date=_day(claims.get("birthdate")),
    )


def _email(value: object) -> str:
    text = value.strip().lower() if isinstance(value, str) else ""
    is_address = "@" in text and " " not in text and text.isprintable() and len(text) <= LONGEST_EMAIL
    return text if is_address else ""


def _name(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:LONGEST_NAME]


def _day(value: object) -> str:
    """A whole date: the year alone, or 0000 for a year kept secret, say no birth date."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return ""
