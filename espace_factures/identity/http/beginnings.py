"""Native routes of a visitor's two forms, for whoever was faster than the page: to sign up, to ask for a password."""

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from espace_factures import routes
from espace_factures.app.forms import parse
from espace_factures.core.errors import DomainError, FormError
from espace_factures.identity.forms import Address, SignUp
from espace_factures.identity.http.entry import device_of, to, wanted_page
from espace_factures.identity.http.identities import identity_of
from espace_factures.identity.service import recovery, robots, sign_up
from espace_factures.web import kept
from espace_factures.web.native import PUBLIC, Native

UNFINISHED: Final = (
    "La page n’avait pas fini de se charger, et rien n’est encore fait : vérifiez votre connexion, puis recommencez. "
    "Vos réponses sont gardées, sauf le mot de passe."
)


async def begin_account(request: Request) -> Response:
    """POST /session/inscription: the fields of the page; leads to the code that activates."""
    typed, address = await _typed(request), device_of(request).address
    wanted, identity = wanted_page(request, ""), identity_of(request.headers.get("cookie", ""))
    try:
        ticket = await sign_up.sign_up(parse(SignUp, typed), typed.get(robots.FIELD, ""), address, identity)
    except DomainError as error:
        return _again(routes.SIGN_UP, error, typed, suite=wanted)
    return to(routes.with_query(routes.ACTIVATION, demande=ticket, suite=wanted))


async def begin_recovery(request: Request) -> Response:
    """POST /session/mot-de-passe-oublie: email; leads to the code, whoever has this address or nobody."""
    typed, address = await _typed(request), device_of(request).address
    try:
        ticket = await recovery.start(parse(Address, typed), typed.get(robots.FIELD, ""), address)
    except DomainError as error:
        return _again(routes.FORGOTTEN_PASSWORD, error, typed)
    return to(routes.with_query(routes.FORGOTTEN_PASSWORD_CODE, demande=ticket))


async def _typed(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


def _again(route: str, error: DomainError, typed: Mapping[str, str], **query: str) -> Response:
    """The page again, with its sentence; without scripts nobody can answer the question asked to robots."""
    faults = dict(error.fields) if isinstance(error, FormError) else {}
    is_unfinished = faults.pop(robots.FIELD, "") != ""
    answer = to(routes.with_query(route, **query))
    kept.keep(answer, route, UNFINISHED if is_unfinished else error.sentence, faults, typed)
    return answer


ROUTES = [
    Native(routes.POST_SIGN_UP, ("POST",), PUBLIC, begin_account),
    Native(routes.POST_FORGOTTEN_PASSWORD, ("POST",), PUBLIC, begin_recovery),
]
