"""The session as the browser carries it: an HttpOnly cookie whose hash alone is in the database."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import unquote

from starlette.responses import Response

from espace_factures.core.access import Actor

COOKIE: Final = "__Host-session"
LIFETIME_SECONDS: Final = 12 * 3600

Authenticate = Callable[[str, bool], Awaitable[Actor | None]]


@dataclass(slots=True)
class Registry:
    """Who can tell whose token it is: the accounts, introduced by wiring."""

    authenticate: Authenticate | None = None


registry = Registry()
current: ContextVar[Actor | None] = ContextVar("actor", default=None)


def token_in(cookie_header: str | None) -> str:
    """The session token of a Cookie header, or an empty string."""
    return cookie_value(cookie_header or "", COOKIE)


async def actor_from(cookie_header: str | None, *, is_gesture: bool = True) -> Actor | None:
    """Whose session the header carries; asked of the database each time, so that revocation is instant.

    What the page does by itself is no gesture: it does not keep the session of somebody who left.
    """
    token = token_in(cookie_header)
    if not token or registry.authenticate is None:
        return None
    return await registry.authenticate(token, is_gesture)


def open_on(response: Response, token: str) -> None:
    """Hand the session to the browser."""
    response.set_cookie(COOKIE, token, max_age=LIFETIME_SECONDS, path="/", secure=True, httponly=True, samesite="lax")


def close_on(response: Response) -> None:
    """Take the session back, and with it what the tab kept."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"storage"'


def cookie_of(state: Any) -> str:
    """The Cookie header of the socket behind a state."""
    return str(state.router.headers.cookie or "")


def cookie_value(header: str, name: str) -> str:
    """One cookie of a Cookie header, as the server set it."""
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return unquote(morsel.value) if morsel else ""
