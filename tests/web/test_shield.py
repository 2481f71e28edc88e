"""The outermost layer, alone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.types import Receive, Scope, Send

from espace_factures import routes
from espace_factures.core.access import Actor, Permission, Role
from espace_factures.core.addresses import Proxies
from espace_factures.web import bodies, session
from espace_factures.web.callers import Callers
from espace_factures.web.csp import Policies
from espace_factures.web.first_rows import FirstRows
from espace_factures.web.frames import TokenBucket
from espace_factures.web.polling_door import PollingDoor
from espace_factures.web.shield import FILE_BODY, SMALL_BODY, Shield
from espace_factures.web.slots import Slots
from espace_factures.web.socket_door import SocketDoor
from espace_factures.web.sockets import Sockets
from tests.conftest import World
from tests.loops import finished

HOME = "https://factures.example"
OWN = {"Origin": HOME}


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    """What is behind: answers, redirects as frameworks do, or breaks."""
    path = scope["path"]
    if path == "/moved":
        await RedirectResponse("http://inside:8000/factures/?a=b", status_code=307)(scope, receive, send)
    elif path == "/assets/x.js":
        await PlainTextResponse("js", media_type="text/javascript")(scope, receive, send)
    else:
        await JSONResponse({"path": path, "body": await _length_of(receive)})(scope, receive, send)


async def _length_of(receive: Receive) -> int:
    """How much of the body came."""
    length = 0
    while (message := await receive())["type"] == "http.request":
        length += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    return length


def shield(protected: dict[str, Permission] | None = None, *, is_https: bool = True) -> Shield:
    """A shield around `inner`."""
    return Shield(
        app=inner,
        origins=frozenset({HOME}),
        pages=frozenset(protected or {}),
        protected=protected or {},
        firsts={},
        policies=Policies(Path("nowhere")),
        callers=Callers(Proxies()),
        door=SocketDoor(inner),
        polling=PollingDoor(inner, Sockets()),
        first_rows=FirstRows(Slots(Path("nowhere"), Path("nowhere")), {}),
        is_https=is_https,
    )


async def _ask(app: Shield, method: str, path: str, **options: Any) -> httpx.Response:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
        return await client.request(method, path, **options)


def ask(app: Shield, method: str, path: str, **options: Any) -> httpx.Response:
    """One request through the shield."""
    return finished(_ask(app, method, path, **options))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize(
    "origin", ["https://a.example", "https://factures.example.a.example", "null", "", None, "http://factures.example"]
)
def test_a_change_from_elsewhere_is_refused(method: str, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    answer = ask(shield(), method, "/x", headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-security-policy"]


def test_a_change_from_here_passes() -> None:
    assert ask(shield(), "POST", "/x", headers=OWN, content=b"a").status_code == 200


def test_in_development_the_machine_itself_is_here() -> None:
    headers = {"Origin": "http://localhost:3000", "Host": "localhost:3000"}
    assert ask(shield(is_https=False), "POST", "/x", headers=headers, content=b"a").status_code == 200
    assert ask(shield(is_https=True), "POST", "/x", headers=headers, content=b"a").status_code == 403


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/x", SMALL_BODY, 200),
        ("/x", SMALL_BODY + 1, 413),
        (routes.POST_DOCUMENT, FILE_BODY, 200),
        (routes.POST_DOCUMENT, FILE_BODY + 1, 413),
        (routes.POST_DRAFT_FILE, FILE_BODY + 1, 413),
    ],
)
def test_a_body_has_a_limit(path: str, size: int, status: int) -> None:
    headers = OWN | {"Content-Length": str(size)}
    assert ask(shield(), "POST", path, headers=headers, content=b"").status_code == status


@pytest.mark.parametrize("length", ["", "-1", "abc", "²"])
def test_a_body_says_its_size(length: str) -> None:
    headers = [("Origin", HOME), ("Content-Length", length.encode("latin-1"))]
    answer = ask(shield(), "POST", "/x", headers=headers, content=b"")
    assert answer.status_code == 411


def test_a_program_posts_from_nowhere_and_is_refused_in_its_own_words() -> None:
    assert ask(shield(), "POST", routes.API_INVOICES, content=b"a").status_code == 200
    refused = ask(shield(), "POST", routes.API_INVOICES, headers={"Content-Length": str(FILE_BODY + 1)}, content=b"")
    assert (refused.status_code, refused.json()["code"]) == (413, "too-large")
    assert refused.headers["content-type"] == "application/problem+json"


def test_a_redirect_of_the_framework_stays_here() -> None:
    assert ask(shield(), "GET", "/moved").headers["location"] == "/factures/?a=b"


def test_what_never_changes_is_kept_and_the_rest_asked_again() -> None:
    assert "immutable" in ask(shield(), "GET", "/assets/x.js").headers["cache-control"]
    assert ask(shield(), "GET", "/x").headers["cache-control"] == "no-cache"


def test_over_https_browsers_are_told_to_stay_there() -> None:
    assert "max-age" in ask(shield(), "GET", "/x").headers["strict-transport-security"]
    assert "strict-transport-security" not in ask(shield(is_https=False), "GET", "/x").headers


@pytest.mark.parametrize("path", ["/factures", "/factures/"])
def test_a_visitor_is_sent_to_sign_in_and_comes_back(path: str) -> None:
    answer = ask(shield({"/factures": Permission.INVOICE_READ}), "GET", f"{path}?statut=payee")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/connexion?suite=%2Ffactures%3Fstatut%3Dpayee"


def test_whoever_lacks_the_right_finds_nothing(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    actor = Actor(1, 1, "Élodie", "a@b.nc", frozenset({Role.USER}))

    async def recognise(_token: str, _is_gesture: bool) -> Actor:
        return actor

    monkeypatch.setattr(session.registry, "authenticate", recognise)
    protected = {"/administration": Permission.ADMINISTRATION_OPEN, "/factures": Permission.INVOICE_READ}
    headers = {"Cookie": f"{session.COOKIE}=x"}
    refused = ask(shield(protected), "GET", "/administration", headers=headers)
    assert (refused.status_code, refused.headers["location"]) == (303, routes.NOT_FOUND)
    assert ask(shield(protected), "GET", "/factures", headers=headers).status_code == 200


def test_when_nobody_can_be_asked_the_door_says_so(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    async def fail(_token: str, _is_gesture: bool) -> None:
        raise ConnectionError("no database")

    monkeypatch.setattr(session.registry, "authenticate", fail)
    headers = {"Cookie": f"{session.COOKIE}=x"}
    answer = ask(shield({"/factures": Permission.INVOICE_READ}), "GET", "/factures", headers=headers)
    assert answer.status_code == 500
    assert answer.text.startswith("Un incident de notre côté")
    assert "no database" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_address_printed_long_ago_leads_on() -> None:
    former, present = next(iter(routes.REDIRECTS.items()))
    answer = ask(shield(), "GET", former)
    assert (answer.status_code, answer.headers["location"]) == (301, present)


def test_a_bucket_lets_a_burst_through_then_a_steady_rate() -> None:
    bucket = TokenBucket(rate=0.0, burst=3.0, tokens=3.0)
    assert [bucket.takes_one() for _ in range(5)] == [True, True, True, False, False]
    bucket.rate, bucket.at = 1.0, bucket.at - 2
    assert [bucket.takes_one() for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    "path", ["//evil.example/..%2fconnexion", "/..%2fconnexion", "/%5cevil.example", "//evil.example"]
)
def test_a_crooked_address_leads_nowhere(path: str) -> None:
    answer = ask(shield(), "GET", f"{HOME}{path}")
    assert (answer.status_code, answer.headers.get("location")) == (404, None)


async def dripping(*parts: bytes, seconds: float) -> AsyncIterator[bytes]:
    """A body that comes part by part."""
    for part in parts:
        yield part
        await asyncio.sleep(seconds)


def test_a_small_body_that_drips_is_cut_before_anything_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "WHOLE_SECONDS", 0.1)
    headers = OWN | {"Content-Length": "5"}
    slow = ask(shield(), "POST", "/x", headers=headers, content=dripping(*[b"a"] * 5, seconds=0.1))
    assert (slow.status_code, slow.text) == (408, bodies.SLOW)
    assert ask(shield(), "POST", "/x", headers=headers, content=dripping(*[b"a"] * 5, seconds=0)).json()["body"] == 5


@pytest.mark.parametrize(
    ("patience", "rate", "is_whole"), [(0.2, 10_000, False), (0.2, 1_000, True), (5.0, 10_000, True)]
)
def test_a_file_is_read_as_long_as_it_keeps_its_pace(
    monkeypatch: pytest.MonkeyPatch, patience: float, rate: int, *, is_whole: bool
) -> None:
    monkeypatch.setattr(bodies, "PATIENCE_SECONDS", patience)
    monkeypatch.setattr(bodies, "BYTES_PER_SECOND", rate)
    headers = OWN | {"Content-Length": "800"}
    content = dripping(*[b"a" * 100] * 8, seconds=0.08)
    answer = ask(shield(), "POST", routes.POST_DOCUMENT, headers=headers, content=content)
    assert (answer.json()["body"] == 800) is is_whole
