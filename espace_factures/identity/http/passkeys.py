"""Native routes of passkeys: a challenge, which waits in a sealed cookie, and what the browser signed."""

from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from espace_factures import routes
from espace_factures.app import sealed
from espace_factures.app.run import run, runtime
from espace_factures.core.errors import Refusal
from espace_factures.identity.http.entry import FACTOR, after_factor, device_of, keep, to, wanted_page, welcome
from espace_factures.identity.service import passkeys
from espace_factures.identity.service.passkeys import Challenge
from espace_factures.web.native import PUBLIC, Native

COOKIE: Final = "__Host-defi"
LIFETIME: Final = timedelta(minutes=5)


async def challenge(request: Request) -> Response:
    """POST /session/cle/defi: what to sign in order to come in."""
    made = await run(passkeys.challenge, request.cookies.get(FACTOR, ""))
    return ask_for(made)


async def enter(request: Request) -> Response:
    """POST /session/cle: cle (what the browser signed), suite; alone, or as the second step."""
    form = await request.form()
    wanted, signed = wanted_page(request, str(form.get("suite", ""))), str(form.get("cle", ""))
    asked, ticket = challenge_of(request), request.cookies.get(FACTOR, "")
    if form.get("etape") == "verification":
        outcome = await run(passkeys.prove, ticket, asked, signed)
        is_wrong = outcome == passkeys.REFUSED
        return _refused(routes.SECOND_FACTOR, wanted) if is_wrong else await after_factor(request, outcome, wanted)
    outcome = await run(passkeys.sign_in, asked, signed, device_of(request))
    if isinstance(outcome, Refusal):
        return _refused(routes.SIGN_IN, wanted)
    return await welcome(request, outcome, wanted)


def ask_for(made: Challenge) -> Response:
    """Hand a challenge to the browser, which keeps it sealed."""
    assert runtime.ports is not None
    now, keys = runtime.ports.clock.now(), runtime.ports.settings.keys
    answer = Response(made.options, media_type="application/json", headers={"Cache-Control": "no-store"})
    token = sealed.seal(keys, COOKIE, {"challenge": made.value}, now, LIFETIME)
    keep(answer, COOKIE, token, seconds=int(LIFETIME.total_seconds()))
    return answer


def challenge_of(request: Request) -> str:
    """The challenge of this browser, while it is valid."""
    assert runtime.ports is not None
    now, keys = runtime.ports.clock.now(), runtime.ports.settings.keys
    values = sealed.unseal(keys, COOKIE, request.cookies.get(COOKIE, ""), now)
    return str(values["challenge"]) if values else ""


def _refused(route: str, wanted: str) -> Response:
    return to(routes.with_query(route, refus="cle", suite=wanted))


ROUTES = [
    Native(routes.POST_PASSKEY_CHALLENGE, ("POST",), PUBLIC, challenge),
    Native(routes.POST_PASSKEY, ("POST",), PUBLIC, enter),
]
