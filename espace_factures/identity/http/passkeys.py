"""Native routes of passkeys: a challenge, which waits in a sealed cookie, and what the browser signed."""

import secrets
from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from espace_factures import routes
from espace_factures.app import sealed
from espace_factures.app.run import read, run, runtime
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError, Refusal
from espace_factures.identity.http.entry import FACTOR, after_factor, device_of, keep, to, wanted_page, welcome
from espace_factures.identity.service import passkeys, sessions
from espace_factures.identity.service.passkeys import Challenge
from espace_factures.web.access import Policy
from espace_factures.web.arguments import storable
from espace_factures.web.native import PUBLIC, Native, phrase

USE: Final = Policy(Permission.ACCOUNT_USE)
COOKIE: Final = "__Host-defi"
LIFETIME: Final = timedelta(minutes=5)
ADDED, NOT_ADDED, WRONG_PASSWORD = "ajoutee", "refusee", "mot-de-passe"


async def challenge(request: Request) -> Response:
    """POST /session/cle/defi: what to sign in order to come in."""
    made = await run(passkeys.challenge, request.cookies.get(FACTOR, ""))
    return _ask(made)


async def enter(request: Request) -> Response:
    """POST /session/cle: cle (what the browser signed), suite; alone, or as the second step."""
    form = await request.form()
    wanted, signed = wanted_page(request, str(form.get("suite", ""))), str(form.get("cle", ""))
    asked, ticket = _asked(request), request.cookies.get(FACTOR, "")
    if form.get("etape") == "verification":
        outcome = await run(passkeys.prove, ticket, asked, signed)
        is_wrong = outcome == passkeys.REFUSED
        return _refused(routes.SECOND_FACTOR, wanted) if is_wrong else after_factor(outcome, wanted)
    outcome = await run(passkeys.sign_in, asked, signed, device_of(request))
    if isinstance(outcome, Refusal):
        return _refused(routes.SIGN_IN, wanted)
    return welcome(outcome, wanted)


async def new_challenge(_request: Request, actor: Actor) -> Response:
    """POST /session/cle/nouvelle/defi: what a device of the signed-in person has to sign to be known."""
    return _ask(await read(passkeys.registration, actor))


async def add(request: Request, actor: Actor) -> Response:
    """POST /session/cle/nouvelle: cle, nom, cle_actuel (the password); back to « Profil »."""
    form = await request.form()
    signed, name, password = (storable(str(form.get(name, ""))) for name in ("cle", "nom", "cle_actuel"))
    try:
        await passkeys.register(actor, password, _asked(request), passkeys.NewKey(signed, name))
    except FormError:
        return _back(WRONG_PASSWORD)
    except DomainError:
        return _back(NOT_ADDED)
    return _back(ADDED)


def _ask(made: Challenge) -> Response:
    assert runtime.ports is not None
    now, key = runtime.ports.clock.now(), runtime.ports.settings.key
    answer = Response(made.options, media_type="application/json", headers={"Cache-Control": "no-store"})
    token = sealed.seal(key, COOKIE, {"challenge": made.value}, now, LIFETIME)
    keep(answer, COOKIE, token, seconds=int(LIFETIME.total_seconds()))
    return answer


def _asked(request: Request) -> str:
    """The challenge of this browser, while it is valid."""
    assert runtime.ports is not None
    now, key = runtime.ports.clock.now(), runtime.ports.settings.key
    values = sealed.unseal(key, COOKIE, request.cookies.get(COOKIE, ""), now)
    return str(values["challenge"]) if values else ""


def _back(outcome: str) -> Response:
    """To « Profil », under an address of its own, so that the page says it once."""
    return to(routes.with_query(routes.PROFILE, cle=outcome, fois=secrets.token_hex(4)))


def _refused(route: str, wanted: str) -> Response:
    return to(routes.with_query(route, refus="cle", suite=wanted))


def _expired(_request: Request) -> Response:
    return phrase(sessions.EXPIRED.sentence, 401)


def _sign_in_first(_request: Request) -> Response:
    return to(routes.with_query(routes.SIGN_IN, expire="1", suite=routes.PROFILE))


ROUTES = [
    Native(routes.POST_PASSKEY_CHALLENGE, ("POST",), PUBLIC, challenge),
    Native(routes.POST_PASSKEY, ("POST",), PUBLIC, enter),
    Native(routes.POST_PASSKEY_NEW_CHALLENGE, ("POST",), USE, new_challenge, _expired),
    Native(routes.POST_PASSKEY_NEW, ("POST",), USE, add, _sign_in_first),
]
