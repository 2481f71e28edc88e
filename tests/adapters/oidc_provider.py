"""A real OpenID Connect provider on the loopback, as strict as the protocol, that misbehaves when a test says so."""

import base64
import hashlib
import html
import secrets
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.parse import unquote_plus, urlencode, urlsplit

from joserfc import jws, jwt
from joserfc.jwk import Key, OctKey

from tests.adapters.oidc_http import Answer, Request, handler_of, in_html, in_json
from tests.adapters.oidc_keys import a_key, at_hash
from tests.servers import free_port

TOKEN_SECONDS: Final = 300
CONSENT: Final = """<p>Vous êtes {name}.</p><form method="post"><button type="submit">Continuer</button></form>"""


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs in; what is empty is not told."""

    subject: str = "nc-000123"
    email: str = "marie.wamytan@example.nc"
    email_verified: bool = True
    given_name: str = "Marie"
    family_name: str = "Wamytan"
    birthdate: str = "1984-05-26"


@dataclass(slots=True)
class OidcProvider:
    """The provider: `start()` it, send a browser to its `issuer`, `stop()` it; every other field is a switch."""

    client_id: str = "espace-factures"
    client_secret: str = "a secret for tests"
    port: int = field(default_factory=free_port)
    person: Person = field(default_factory=Person)
    # No page is shown: the person has signed in already.
    autologin: bool = False
    # The person goes back without signing in.
    is_cancelled: bool = False
    # The e-mail address is said by /userinfo alone.
    has_email_in_userinfo_only: bool = False
    # RS256, RS384, PS256, ES256 or EdDSA; none and HS256 are lies.
    algorithm: str = "RS256"
    # Signs with a key it does not publish, under the name of the one it publishes.
    is_impostor: bool = False
    secret_by: str = "client_secret_basic"
    # The status of an answer that gives tokens.
    token_status: int = 200
    # Seconds before each answer, and seconds its clock is ahead.
    delay: float = 0.0
    ahead: int = 0
    # What replaces or adds to the id_token, /token, /userinfo and the discovery; None takes a field away.
    claims: dict[str, object] = field(default_factory=dict)
    tokens: dict[str, object] = field(default_factory=dict)
    userinfo: dict[str, object] = field(default_factory=dict)
    discovery: dict[str, object] = field(default_factory=dict)
    # What else the key set and the header of the id_token hold.
    other_keys: list[object] = field(default_factory=list)
    header: dict[str, object] = field(default_factory=dict)
    # Whole answers by path, instead of the right ones.
    answers: dict[str, Answer] = field(default_factory=dict)
    # What it remembers: the paths asked, oldest first, and what it gave.
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    access_tokens: set[str] = field(default_factory=set)
    generation: int = 1
    is_guarded: bool = False
    server: ThreadingHTTPServer | None = None

    @property
    def issuer(self) -> str:
        """Its address, and its name."""
        return f"{'https' if self.is_guarded else 'http'}://127.0.0.1:{self.port}"

    @property
    def kid(self) -> str:
        """The name of the key it signs with."""
        return f"key-{self.generation}"

    def start(self) -> "OidcProvider":
        """Listen, on the same port as before when it had stopped."""
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler_of(self.answer))
        self.server.daemon_threads = True
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def stop(self) -> None:
        """Fall silent: nobody answers."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def guard_with(self, certificate: Path, key: Path) -> None:
        """Speak TLS from now on, by this certificate."""
        assert self.server is not None
        guard = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        guard.load_cert_chain(certificate, key)
        self.server.socket = guard.wrap_socket(self.server.socket, server_side=True)
        self.is_guarded = True

    def rotate_keys(self) -> None:
        """Sign with a new key from now on, and publish it alone."""
        self.generation += 1

    def answer(self, request: Request) -> Answer:
        """What the provider says."""
        self.asked.append(request.path)
        time.sleep(self.delay)
        ways: dict[tuple[str, str], Callable[[Request], Answer]] = {
            ("GET", "/.well-known/openid-configuration"): self._discovery,
            ("GET", "/jwks"): self._keys,
            ("GET", "/authorize"): self._ask_person,
            ("POST", "/authorize"): self._send_back,
            ("POST", "/token"): self._token,
            ("GET", "/userinfo"): self._userinfo,
        }
        way = ways.get((request.method, request.path), _nothing)
        return self.answers.get(request.path) or way(request)

    def _discovery(self, request: Request) -> Answer:
        algorithms = ["RS256"] if self.algorithm in {"none", "HS256"} else [self.algorithm]
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": [self.secret_by],
            # A careless provider announces everything it can do.
            "id_token_signing_alg_values_supported": [*algorithms, "HS256", "none"],
        }
        return in_json(_changed(said, self.discovery))

    def _keys(self, request: Request) -> Answer:
        return in_json({"keys": [*self.other_keys, a_key(self.algorithm, self.kid).as_dict(private=False)]})

    def _ask_person(self, request: Request) -> Answer:
        if not self._is_understood(request.query):
            return in_html("Demande incomprise", "<p>Cette demande de connexion est incorrecte.</p>", 400)
        if self.autologin:
            return self._send_back(request)
        name = html.escape(f"{self.person.given_name} {self.person.family_name}")
        return in_html("NC Connect", CONSENT.format(name=name))

    def _is_understood(self, query: dict[str, str]) -> bool:
        expected = {"response_type": "code", "client_id": self.client_id, "code_challenge_method": "S256"}
        is_whole = all(query.get(name) for name in ("redirect_uri", "state", "nonce", "code_challenge"))
        return is_whole and expected.items() <= query.items() and "openid" in query.get("scope", "").split()

    def _send_back(self, request: Request) -> Answer:
        if not self._is_understood(request.query):
            return self._ask_person(request)
        code = secrets.token_urlsafe()
        self.codes[code] = request.query
        result = {"error": "access_denied"} if self.is_cancelled else {"code": code}
        redirect, query = request.query["redirect_uri"], urlencode(result | {"state": request.query["state"]})
        return Answer(303, location=f"{redirect}{'&' if urlsplit(redirect).query else '?'}{query}")

    def _token(self, request: Request) -> Answer:
        if not self._is_client(request):
            return in_json({"error": "invalid_client"}, 401)
        if request.form.get("grant_type") != "authorization_code":
            return in_json({"error": "unsupported_grant_type"}, 400)
        if not request.form.get("code"):
            return in_json({"error": "invalid_request"}, 400)
        asked = self.codes.pop(request.form["code"], None)
        if asked is None or not _is_same_asker(asked, request.form):
            return in_json({"error": "invalid_grant"}, 400)
        access_token = secrets.token_urlsafe()
        self.access_tokens.add(access_token)
        said = {"access_token": access_token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS}
        said |= {"id_token": self._id_token(asked["nonce"], access_token)}
        return in_json(_changed(said, self.tokens), self.token_status)

    def _is_client(self, request: Request) -> bool:
        if self.secret_by == "client_secret_post":
            given = (request.form.get("client_id"), request.form.get("client_secret"))
            return given == (self.client_id, self.client_secret) and not request.authorization
        scheme, _, encoded = request.authorization.partition(" ")
        given = [unquote_plus(part) for part in base64.b64decode(encoded).decode().split(":")]
        return scheme == "Basic" and given == [self.client_id, self.client_secret]

    def _id_token(self, nonce: str, access_token: str) -> str:
        now = int(time.time()) + self.ahead
        said = {"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + TOKEN_SECONDS, "nonce": nonce}
        said |= {"at_hash": at_hash(access_token, self.algorithm)}
        claims = _changed(said | self._told(is_email_told=not self.has_email_in_userinfo_only), self.claims)
        header = _changed({"alg": self.algorithm, "kid": self.kid}, self.header)
        registry = jws.JWSRegistry(algorithms=[self.algorithm], strict_check_header=False)
        return jwt.encode(header, claims, self._signing_key(), registry=registry)

    def _signing_key(self) -> Key:
        if self.algorithm == "HS256":
            return OctKey.import_key(self.client_secret)
        return a_key(self.algorithm, "impostor" if self.is_impostor else self.kid)

    def _userinfo(self, request: Request) -> Answer:
        if request.authorization.removeprefix("Bearer ") not in self.access_tokens:
            return in_json({"error": "invalid_token"}, 401)
        return in_json(_changed(self._told(is_email_told=True), self.userinfo))

    def _told(self, is_email_told: bool) -> dict[str, object]:
        person = self.person
        names = {"given_name": person.given_name, "family_name": person.family_name, "birthdate": person.birthdate}
        told: dict[str, object] = {"sub": person.subject} | {name: value for name, value in names.items() if value}
        if is_email_told and person.email:
            told |= {"email": person.email, "email_verified": person.email_verified}
        return told


def _nothing(request: Request) -> Answer:
    return in_html("Page introuvable", "", 404)


def _changed(said: dict[str, Any], changes: dict[str, object]) -> dict[str, Any]:
    return {name: value for name, value in (said | changes).items() if value is not None}


def _is_same_asker(asked: dict[str, str], form: dict[str, str]) -> bool:
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (asked["redirect_uri"], asked["code_challenge"]) == (form.get("redirect_uri"), challenge)
