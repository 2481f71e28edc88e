"""Native routes of NC Connect: away to the provider, back with a code; what must come back waits in a sealed cookie."""

import dataclasses
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from espace_factures import routes
from espace_factures.app import sealed
from espace_factures.app.outside import away, outside
from espace_factures.app.run import run, runtime
from espace_factures.core.errors import DomainError, NotFoundError, Refusal
from espace_factures.core.ports import (
    Identity,
    IdentityProvider,
    IdentityRefusedError,
    IdentityUnavailableError,
    Inside,
)
from espace_factures.identity.http.entry import (
    KNOWN,
    SEE_OTHER,
    device_of,
    forget,
    keep,
    referred,
    to,
    wanted_page,
    welcome,
    why,
)
from espace_factures.identity.service import identities
from espace_factures.identity.service.identities import Stranger, ToLink
from espace_factures.web import session
from espace_factures.web.native import PUBLIC, Native

AWAY: Final = "__Host-nc-connect"
LIFETIME: Final = timedelta(minutes=10)
FILLING: Final = timedelta(minutes=30)


async def leave(request: Request) -> Response:
    """GET /session/nc-connect: suite; away to the provider, with a state, a nonce and a PKCE challenge."""
    ports, provider = _provider()
    secrets = {name: ports.chance.token() for name in ("state", "nonce", "verifier")}
    wanted = wanted_page(request, request.query_params.get("suite", ""))
    try:
        there = await away(lambda: provider.address(_back(ports), **secrets))
    except IdentityUnavailableError:
        return to(routes.with_query(routes.SIGN_IN, refus="nc-connect", suite=wanted))
    answer = RedirectResponse(there, status_code=SEE_OTHER)
    _keep_sealed(answer, AWAY, secrets | {"wanted": wanted}, LIFETIME)
    return answer


async def come_back(request: Request) -> Response:
    """GET /session/nc-connect/retour: code, state; opens the account, or says what comes first."""
    ports, provider = _provider()
    waiting = _unsealed(request.cookies.get(AWAY, ""), AWAY)
    if waiting is None or request.query_params.get("state") != waiting["state"]:
        return _refused("identite", "")
    code, wanted = request.query_params.get("code", ""), str(waiting["wanted"])
    try:
        identity = await away(lambda: provider.identify(_back(ports), code, waiting["nonce"], waiting["verifier"]))
    except IdentityUnavailableError:
        return _refused("nc-connect", wanted)
    except IdentityRefusedError:
        return _refused("identite", wanted)
    return await _recognised(request, identity, wanted)


async def link(request: Request) -> Response:
    """POST /session/nc-connect/liaison: code, demande; the right code links the identity and opens the account."""
    form = await request.form()
    ticket = str(form.get("demande", "")) or referred(request, "demande")
    wanted = wanted_page(request, str(form.get("suite", "")))
    outcome = await run(identities.confirm, ticket, str(form.get("code", "")), device_of(request))
    if isinstance(outcome, Refusal):
        return to(routes.with_query(routes.LINK_IDENTITY, demande=ticket, refus=why(outcome), suite=wanted))
    return await welcome(request, outcome, wanted)


def identity_of(cookie_header: str) -> Identity | None:
    """Whom NC Connect said a person signing up is; None when they do not come from there."""
    values = _unsealed(session.cookie_value(cookie_header, KNOWN), KNOWN)
    if values is None:
        return None
    return Identity(**{field.name: values[field.name] for field in dataclasses.fields(Identity)})


async def _recognised(request: Request, identity: Identity, wanted: str) -> Response:
    try:
        outcome = await run(identities.recognise, identity, device_of(request))
    except DomainError:
        return _refused("essais", wanted)
    if isinstance(outcome, ToLink):
        answer = to(routes.with_query(routes.LINK_IDENTITY, demande=outcome.ticket, suite=wanted))
        _keep_sealed(answer, KNOWN, dataclasses.asdict(identity), FILLING)
    elif isinstance(outcome, Stranger):
        answer = to(routes.with_query(routes.SIGN_UP, suite=wanted))
        _keep_sealed(answer, KNOWN, dataclasses.asdict(identity), FILLING)
    else:
        answer = await welcome(request, outcome, wanted)
    forget(answer, AWAY)
    return answer


def _refused(why: str, wanted: str) -> Response:
    answer = to(routes.with_query(routes.SIGN_IN, refus=why, suite=wanted))
    forget(answer, AWAY)
    return answer


def _provider() -> tuple[Inside, IdentityProvider]:
    if runtime.ports is None or (provider := outside().identities) is None:
        raise NotFoundError
    return runtime.ports, provider


def _back(ports: Inside) -> str:
    return ports.settings.origin + routes.IDENTITY_RETURN


def _keep_sealed(answer: Response, name: str, values: Mapping[str, str | bool], lifetime: timedelta) -> None:
    assert runtime.ports is not None
    token = sealed.seal(runtime.ports.settings.keys, name, dict(values), runtime.ports.clock.now(), lifetime)
    keep(answer, name, token, seconds=int(lifetime.total_seconds()))


def _unsealed(token: str, name: str) -> dict[str, Any] | None:
    if runtime.ports is None:
        return None
    return sealed.unseal(runtime.ports.settings.keys, name, token, runtime.ports.clock.now())


ROUTES = [
    Native(routes.IDENTITY, ("GET",), PUBLIC, leave),
    Native(routes.IDENTITY_RETURN, ("GET",), PUBLIC, come_back),
    Native(routes.POST_LINK_IDENTITY, ("POST",), PUBLIC, link),
]
