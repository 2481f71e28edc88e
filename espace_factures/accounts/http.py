"""Native routes of the session: the browser posts, the answer sets the cookie and leads on."""

from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from espace_factures import routes
from espace_factures.accounts import service
from espace_factures.web import session
from espace_factures.web.arguments import storable
from espace_factures.web.origin import page
from espace_factures.web.returns import safe_return
from espace_factures.web.run import run

TYPED_EMAIL = "__Host-courriel"
SEE_OTHER = 303
LONGEST_EMAIL = 254


async def sign_in(request: Request) -> Response:
    """POST /session/connexion: email, password; leads to the page that was wanted."""
    form = await request.form()
    email, password = storable(str(form.get("email", "")))[:LONGEST_EMAIL], str(form.get("password", ""))
    wanted = _wanted(request, str(form.get("suite", "")))
    outcome = await run(service.sign_in, email, password, _device(request), _address(request))
    if isinstance(outcome, service.Opened):
        return _welcome(outcome, wanted)
    if isinstance(outcome, service.ToActivate):
        return _to(routes.with_query(routes.ACTIVATION, demande=outcome.ticket, suite=wanted))
    refusal = "essais" if outcome.sentence == service.TOO_MANY else "1"
    answer = _to(routes.with_query(routes.SIGN_IN, refus=refusal, suite=wanted))
    answer.set_cookie(TYPED_EMAIL, email, max_age=120, path="/", secure=True, httponly=True, samesite="lax")
    return answer


async def activate(request: Request) -> Response:
    """POST /session/activation: code, demande (the ticket); signs the person in."""
    form = await request.form()
    ticket = str(form.get("demande", "")) or _referred(request, "demande")
    wanted = _wanted(request, str(form.get("suite", "")))
    typed = "".join(str(form.get("code", "")).split())
    outcome = await run(service.activate, ticket, typed, _device(request))
    if isinstance(outcome, service.Opened):
        return _welcome(outcome, wanted)
    return _to(routes.with_query(routes.ACTIVATION, demande=ticket, refus="1", suite=wanted))


async def sign_out(request: Request) -> Response:
    """POST /session/deconnexion: ends the session here and in the other tabs."""
    await run(service.sign_out, session.token_in(request.headers.get("cookie")))
    answer = _to(routes.HOME)
    session.close_on(answer)
    return answer


def _welcome(opened: service.Opened, wanted: str) -> Response:
    answer = _to(wanted)
    session.open_on(answer, opened.token)
    answer.delete_cookie(TYPED_EMAIL, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _to(path: str) -> Response:
    return RedirectResponse(page(path), status_code=SEE_OTHER)


def _wanted(request: Request, typed: str) -> str:
    return safe_return(typed or _referred(request, "suite"))


def _referred(request: Request, name: str) -> str:
    """A value of the page's own address: a form posted before the page came alive has it there."""
    values = parse_qs(urlsplit(request.headers.get("referer", "")).query).get(name, [""])
    return values[0]


def _device(request: Request) -> str:
    return request.headers.get("user-agent", "")[:200]


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


ROUTES = [
    Route(routes.POST_SIGN_IN, sign_in, methods=["POST"]),
    Route(routes.POST_ACTIVATION, activate, methods=["POST"]),
    Route(routes.POST_SIGN_OUT, sign_out, methods=["POST"]),
]
