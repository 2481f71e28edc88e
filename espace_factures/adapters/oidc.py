"""Any OpenID Connect provider over httpx: code flow with PKCE, every id_token verified by joserfc."""

import base64
import contextlib
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import quote_plus

import httpx
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet
from joserfc.jws import JWSRegistry

from espace_factures.core.ports import Identity, IdentityRefusedError, IdentityUnavailableError

DISCOVERY: Final = "/.well-known/openid-configuration"
SCOPE: Final = "openid email profile"
# A signature only the provider can make: neither none, nor HS* whose secret we hold too.
ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")
KEY_TYPES: Final = ("RSA", "EC", "OKP")
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
NONSENSE: Final = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the provider announces of itself, good until the monotonic instant `until`; `userinfo` may be empty."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    algorithms: tuple[str, ...]
    is_secret_in_form: bool
    until: float


@dataclass(frozen=True, slots=True)
class PublishedKeys:
    """The keys the provider signs with, good until the monotonic instant `until`."""

    keys: KeySet
    until: float


@dataclass(slots=True)
class OpenIdProvider:
    """The provider at `issuer`, https unless on the loopback; raises ValueError when the address is neither."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    timeout: float = 5.0
    monotonic: Callable[[], float] = time.monotonic
    announced: Announcement | None = field(default=None, init=False, repr=False)
    published: PublishedKeys | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        if not _is_allowed(self.issuer, self.issuer) or "?" in self.issuer or "#" in self.issuer:
            raise ValueError("an OpenID Connect issuer: expected https:// and a host, without query or fragment")

    def address(self, redirect: str, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser; raises IdentityUnavailableError."""
        question = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": redirect,
            "scope": SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }
        return str(httpx.URL(self._discover().authorization).copy_merge_params(question))

    def identify(self, redirect: str, code: str, nonce: str, verifier: str) -> Identity:
        """Who came back with `code`; raises IdentityRefusedError or IdentityUnavailableError."""
        announced = self._discover()
        tokens = self._redeem(announced, redirect, code, verifier)
        claims = self._verify(announced, tokens.get("id_token"), nonce)
        if not claims.get("email") and announced.userinfo:
            claims = self._complete(announced, claims, tokens.get("access_token"))
        return _identity(self.issuer, claims)

    def _discover(self) -> Announcement:
        announced = self.announced
        if announced is None or announced.until <= self.monotonic():
            status, said = self._ask("GET", self.issuer.rstrip("/") + DISCOVERY)
            announced = self.announced = self._understand(_good(status, said))
        return announced

    def _understand(self, said: dict[str, Any]) -> Announcement:
        algorithms = tuple(name for name in ALGORITHMS if name in _texts(said, "id_token_signing_alg_values_supported"))
        ways = _texts(said, "token_endpoint_auth_methods_supported") or [BY_HEADER]
        # Without this an empty list of algorithms would let joserfc choose its own, HS256 among them.
        if said.get("issuer") != self.issuer or not algorithms or not {BY_HEADER, BY_FORM} & set(ways):
            raise IdentityUnavailableError("discovery")
        return Announcement(
            authorization=self._endpoint(said, "authorization_endpoint"),
            token=self._endpoint(said, "token_endpoint"),
            keys=self._endpoint(said, "jwks_uri"),
            userinfo=self._endpoint(said, "userinfo_endpoint") if said.get("userinfo_endpoint") else "",
            algorithms=algorithms,
            is_secret_in_form=BY_HEADER not in ways,
            until=self.monotonic() + CACHE_SECONDS,
        )

    def _endpoint(self, said: dict[str, Any], name: str) -> str:
        if not _is_allowed(said.get(name), self.issuer):
            raise IdentityUnavailableError(name)
        return str(said[name])

    def _redeem(self, announced: Announcement, redirect: str, code: str, verifier: str) -> dict[str, Any]:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": verifier}
        options: dict[str, Any] = {"data": form}
        if announced.is_secret_in_form:
            form |= {"client_id": self.client_id, "client_secret": self.client_secret}
        else:
            # Encoded as a form before base64: RFC 6749, section 2.3.1.
            options["auth"] = (quote_plus(self.client_id), quote_plus(self.client_secret))
        status, said = self._ask("POST", announced.token, **options)
        if 400 <= status < 500 and said.get("error") == "invalid_grant":
            raise IdentityRefusedError("invalid_grant")
        return _good(status, said)

    def _verify(self, announced: Announcement, id_token: object, nonce: str) -> dict[str, Any]:
        if not isinstance(id_token, str):
            raise IdentityUnavailableError("id_token")
        try:
            claims = self._decode(announced, id_token).claims
            self._rules().validate(claims)
            is_ours = self._is_for_us(claims) and hmac.compare_digest(claims["nonce"].encode(), nonce.encode())
            is_somebody = len(claims["sub"]) <= LONGEST_SUBJECT and claims["sub"].isprintable()
        except (JoseError, *NONSENSE) as error:
            raise IdentityRefusedError(type(error).__name__) from None
        if not is_ours or not is_somebody:
            raise IdentityRefusedError("id_token")
        return claims

    def _decode(self, announced: Announcement, id_token: str) -> jwt.Token:
        registry = JWSRegistry(algorithms=announced.algorithms, strict_check_header=False)
        try:
            return jwt.decode(id_token, self._published_keys(announced), registry=registry)
        except (InvalidKeyIdError, BadSignatureError):
            # The provider may have changed its keys since they were read, and need not name them.
            self.published = None
            return jwt.decode(id_token, self._published_keys(announced), registry=registry)

    def _published_keys(self, announced: Announcement) -> KeySet:
        published = self.published
        if published is None or published.until <= self.monotonic():
            status, said = self._ask("GET", announced.keys)
            keys = _signing_keys(_good(status, said).get("keys"))
            published = self.published = PublishedKeys(keys, self.monotonic() + CACHE_SECONDS)
        return published.keys

    def _rules(self) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True},
        )

    def _is_for_us(self, claims: dict[str, Any]) -> bool:
        is_shared = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        return claims.get("azp", None if is_shared else self.client_id) == self.client_id

    def _complete(self, announced: Announcement, claims: dict[str, Any], access_token: object) -> dict[str, Any]:
        if not isinstance(access_token, str):
            raise IdentityUnavailableError("access_token")
        bearer = HEADERS | {"Authorization": f"Bearer {access_token}"}
        said = _good(*self._ask("GET", announced.userinfo, headers=bearer))
        if said.get("sub") != claims["sub"]:
            raise IdentityRefusedError("userinfo")
        # The address and its verification are believed together or not at all.
        return said | claims | {name: said.get(name) for name in ("email", "email_verified")}

    def _ask(
        self, method: str, url: str, headers: dict[str, str] = HEADERS, **options: Any
    ) -> tuple[int, dict[str, Any]]:
        """The status and the JSON object of an answer; errors say their kind only, they could quote a token."""
        try:
            with httpx.stream(method, url, headers=headers, timeout=self.timeout, **options) as answer:
                said = json.loads(self._read(answer))
        except (httpx.HTTPError, httpx.InvalidURL, *NONSENSE) as error:
            raise IdentityUnavailableError(type(error).__name__) from None
        if not isinstance(said, dict):
            raise IdentityUnavailableError("not an object")
        return answer.status_code, said

    def _read(self, answer: httpx.Response) -> bytes:
        # httpx bounds each wait, not their sum; raw, for a compressed answer has no size.
        limit, body = time.monotonic() + self.timeout, b""
        for piece in answer.iter_raw():
            body += piece
            if len(body) > LARGEST_ANSWER or time.monotonic() > limit:
                raise IdentityUnavailableError("too long")
        return body


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _is_allowed(url: object, issuer: str) -> bool:
    try:
        parts, ours = httpx.URL(str(url)), httpx.URL(issuer)
    except httpx.InvalidURL:
        return False
    if parts.scheme == "https":
        return bool(parts.host)
    return all(each.scheme == "http" and each.host in LOOPBACKS for each in (parts, ours))


def _good(status: int, said: dict[str, Any]) -> dict[str, Any]:
    if status != httpx.codes.OK:
        raise IdentityUnavailableError(str(status))
    return said


def _texts(said: dict[str, Any], name: str) -> list[str]:
    values = said.get(name)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _signing_keys(rows: object) -> KeySet:
    """The keys that sign; those of another use or of a kind nobody here knows are left aside."""
    keys: list[Key] = []
    for row in rows if isinstance(rows, list) else []:
        with contextlib.suppress(JoseError, *NONSENSE):
            key = JWKRegistry.import_key(row)
            if key.key_type in KEY_TYPES and key.get("use") in {None, "sig"}:
                keys.append(key)
    if not keys:
        raise IdentityUnavailableError("jwks")
    return KeySet(keys)


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
