"""The outermost layer: origins, sizes, rates, security headers, and the doors of protected pages."""

from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from espace_factures import routes
from espace_factures.app.origin import PAGES
from espace_factures.core.access import Actor, Permission
from espace_factures.core.documents import LARGEST_MEGABYTES, MEGABYTE
from espace_factures.web import bodies, crowded, failures, first_words, machines, polling_door, session
from espace_factures.web.callers import Callers
from espace_factures.web.csp import Policies
from espace_factures.web.first import first_page
from espace_factures.web.first_rows import FirstRows
from espace_factures.web.first_words import Saying
from espace_factures.web.frames import LONGEST_ADDRESS
from espace_factures.web.polling_door import PollingDoor
from espace_factures.web.socket_door import ASGIApp, Receive, Scope, Send, SocketDoor, refuse
from espace_factures.web.turns import Turns

SAFE_METHODS: Final = frozenset({"GET", "HEAD"})
SMALL_BODY: Final = 64 * 1024
FILE_BODY: Final = (LARGEST_MEGABYTES + 1) * MEGABYTE
"""The largest file that the parameter may allow, and what a form adds; what it does allow is asked further in."""
FILE_ROUTES: Final = frozenset(
    {routes.POST_DRAFT_FILE, routes.POST_DOCUMENT, routes.POST_ORDERS_FILE, routes.POST_PAYMENTS_FILE}
)
SEALED: Final = f"{routes.STOP_MAILS}/"
"""A mail reader posts there from nowhere: the address itself, sealed, says what may be done."""
NOT_FOUND_STATUS: Final = 404
YEAR: Final = 31_536_000


@dataclass(frozen=True, slots=True)
class Shield:
    """Wraps the whole application; `pages` are the addresses of pages, `protected` the right some ask, `firsts`
    what some say before their scripts."""

    app: ASGIApp
    origins: Collection[str]
    pages: Collection[str]
    protected: Mapping[str, Permission]
    firsts: Mapping[str, Saying]
    policies: Policies
    callers: Callers
    door: SocketDoor
    polling: PollingDoor
    first_rows: FirstRows
    is_https: bool
    turns: Turns = field(default_factory=Turns)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, redirect, or let through with the security headers on the answer."""
        if scope["type"] in {"websocket", "http"}:
            self.callers.name(scope)
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_own(Headers(scope=scope)):
            await refuse(receive, send)
        else:
            await self.door(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, path = Headers(scope=scope), str(scope["path"])
        refusal = (
            _crooked(path)
            or _too_long(scope)
            or self._refusal(scope["method"], path, headers)
            or await self._answer_at_door(scope, path, headers)
        )
        if refusal is None:
            receive, refusal = await _bounded(scope["method"], path, receive)
        if path in self.pages:  # the static pages are folders: spare the person a redirect to the slash
            scope["path"], scope["raw_path"] = f"{path}/", f"{path}/".encode()

        async def dressed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message), path)
                if path.rstrip("/") == routes.NOT_FOUND:
                    message["status"] = NOT_FOUND_STATUS
            await send(message)

        await (machines.told(path, refusal) or self._let_in)(scope, receive, dressed)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        if polling_door.is_asked(scope["path"]):
            await self.polling(scope, receive, send)
        elif scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
        else:
            async with self.turns.of(scope["path"], scope["client"][0]):
                await self.app(scope, receive, send)

    def _refusal(self, method: str, path: str, headers: Headers) -> Response | None:
        if polling_door.is_asked(path) and not self._is_from_here(headers):
            return _from_elsewhere()
        if method in SAFE_METHODS:
            return None
        if not self._is_own(headers) and not path.startswith((SEALED, machines.CALLED)):
            return _from_elsewhere()
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            return PlainTextResponse("La taille de l’envoi doit être annoncée.", status_code=411)
        if int(length) > (FILE_BODY if _takes_files(path) else SMALL_BODY):
            return _too_large(path)
        return None

    async def _answer_at_door(self, scope: Scope, path: str, headers: Headers) -> Response | None:
        try:
            return await self._door(scope, path, headers)
        except Exception as error:
            return failures.apologise(error)

    async def _door(self, scope: Scope, path: str, headers: Headers) -> Response | None:
        if path in routes.REDIRECTS and scope["method"] in SAFE_METHODS:
            return RedirectResponse(routes.REDIRECTS[path], status_code=301)
        if self._needs_socket(path) and await self.door.is_full(scope):
            return crowded.page()
        route, query = path.rstrip("/") or routes.HOME, scope["query_string"].decode("latin-1")
        permission = self.protected.get(route)
        if permission is None and (said := await self._first_words(scope, route, headers)):
            return said
        if permission is None and route not in self.first_rows.loads:
            return None
        actor = await session.actor_from(headers.get("cookie"))
        if permission is not None and (actor is None or not actor.can(permission)):
            return RedirectResponse(_other_door(actor, path, query), status_code=303)
        if (actor is None and route not in self.first_rows.for_all) or scope["method"] != "GET":
            return None
        return await self.first_rows.page(actor, route, query, headers)

    async def _first_words(self, scope: Scope, route: str, headers: Headers) -> Response | None:
        saying = self.firsts.get(route) if scope["method"] in SAFE_METHODS else None
        if saying is None:
            return None
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        words = await saying(query, headers.get("cookie", ""))
        return first_words.page(self.policies.build, route, words) if words else None

    def _needs_socket(self, path: str) -> bool:
        name = path.rstrip("/")
        return (name in self.pages or path == routes.HOME) and name not in crowded.ALIVE_WITHOUT

    def _is_own(self, headers: Headers) -> bool:
        """Whether the Origin is one of ours; an absent one is not."""
        origin = headers.get("origin", "")
        return origin in self.origins or (not self.is_https and _is_loopback(origin, headers.get("host", "")))

    def _is_from_here(self, headers: Headers) -> bool:
        """The same of what a page of ours reads, of which browsers tell no Origin."""
        if "origin" in headers:
            return self._is_own(headers)
        return headers.get("sec-fetch-site", "same-origin" if self._is_referred(headers) else "") == "same-origin"

    def _is_referred(self, headers: Headers) -> bool:
        parts = urlsplit(headers.get("referer", ""))
        return self._is_own(Headers({"origin": f"{parts.scheme}://{parts.netloc}", "host": headers.get("host", "")}))

    def _dress(self, headers: MutableHeaders, path: str) -> None:
        content_type = headers.get("content-type", "")
        headers.setdefault("Content-Security-Policy", self.policies.of(path, content_type))
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers.setdefault("X-Frame-Options", "DENY")
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        # While developing, pages and documents come from two ports of one machine.
        headers["Cross-Origin-Resource-Policy"] = "same-site" if PAGES else "same-origin"
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
        if self.is_https:
            headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        headers.setdefault("Cache-Control", _cache_rule(path, content_type))
        if location := headers.get("location"):
            leaves = path == routes.IDENTITY or location.startswith(tuple(self.origins))
            headers["location"] = location if leaves else _relative(location)


def _other_door(actor: Actor | None, path: str, query: str) -> str:
    """Where somebody who may not come in is led: to sign in, to protect their account, or nowhere."""
    wanted = f"{path.rstrip('/')}?{query}" if query else path.rstrip("/")
    if actor is None:
        return routes.with_query(routes.SIGN_IN, suite=wanted)
    return first_page(actor, wanted) or routes.NOT_FOUND


async def _bounded(method: str, path: str, receive: Receive) -> tuple[Receive, Response | None]:
    if method in SAFE_METHODS:
        return receive, None
    if _takes_files(path):
        return bodies.paced(receive), None
    body = await bodies.whole(receive)
    return (receive, bodies.too_slow()) if body is None else (body, None)


def _takes_files(path: str) -> bool:
    return path in FILE_ROUTES or machines.is_called(path)


def _crooked(path: str) -> Response | None:
    """An address that no page of ours has, and that a redirect to its folder would turn into another site's."""
    if path.startswith("//") or "\\" in path or ".." in path.split("/"):
        return PlainTextResponse("Cette page est introuvable.", status_code=NOT_FOUND_STATUS)
    return None


def _from_elsewhere() -> Response:
    return PlainTextResponse("Cette demande vient d’un autre site.", status_code=403)


def _too_long(scope: Scope) -> Response | None:
    if len(scope["query_string"]) > LONGEST_ADDRESS:
        return PlainTextResponse("Cette adresse est trop longue.", status_code=414)
    return None


def _too_large(path: str) -> Response:
    if path in FILE_ROUTES:
        sentence = "Ce fichier est trop lourd : choisissez un fichier plus léger."
        return JSONResponse({"phrase": sentence}, status_code=413)
    return PlainTextResponse("Cet envoi est trop long.", status_code=413)


def _is_loopback(origin: str, host: str) -> bool:
    parts = urlsplit(origin)
    return parts.netloc == host and parts.hostname in {"localhost", "127.0.0.1", "::1"}


def _cache_rule(path: str, content_type: str) -> str:
    if path.startswith("/assets/"):
        return f"public, max-age={YEAR}, immutable"
    if content_type.startswith(("font/", "image/")):
        return "public, max-age=604800"
    return "no-cache"


def _relative(location: str) -> str:
    """The framework's redirects to ourselves are absolute and http: keep the path, so that a proxy's https stays."""
    parts = urlsplit(location)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
