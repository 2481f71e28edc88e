"""Native routes of the session: the browser posts, the answer sets the cookie and leads on."""

from urllib.parse import parse_qs, quote, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from espace_factures import routes
from espace_factures.app.origin import page
from espace_factures.app.run import inside, run
from espace_factures.core import emails
from espace_factures.core.errors import Refusal
from espace_factures.core.typed import line
from espace_factures.identity.rules.browsers import Browser, Device
from espace_factures.identity.rules.steps import WAITING, Awaits
from espace_factures.identity.service import browsers, robots, second_factor, sessions, sign_in, sign_up
from espace_factures.identity.service.sessions import Opened, ToProve
from espace_factures.identity.service.sign_in import Attempt, RefusedUntilSolved, ToActivate
from espace_factures.web import session
from espace_factures.web.native import PUBLIC, Native
from espace_factures.web.returns import home_of, safe_return

TYPED_EMAIL = "__Host-courriel"
FACTOR = "__Host-verification"
KNOWN = "__Host-identite"
GONE = "compte-supprime"
SEE_OTHER = 303


async def enter_by_password(request: Request) -> Response:
    """POST /session/connexion: email, password; leads to the page that was wanted."""
    form = await request.form()
    email, password = line(str(form.get("email", "")))[: emails.LONGEST], str(form.get("password", ""))
    wanted = wanted_page(request, str(form.get("suite", "")))
    attempt = Attempt(email, password, str(form.get("captcha", "")))
    outcome = await sign_in.sign_in(attempt, device_of(request))
    if isinstance(outcome, Opened | ToProve):
        return await welcome(request, outcome, wanted)
    if isinstance(outcome, ToActivate):
        return to(routes.with_query(routes.ACTIVATION, demande=outcome.ticket, suite=wanted))
    refusal = {"too-many": "essais", "robot": "robot"}.get(outcome.code, "1")
    solve = "1" if isinstance(outcome, RefusedUntilSolved) else ""
    answer = to(routes.with_query(routes.SIGN_IN, refus=refusal, verifier=solve, suite=wanted))
    keep(answer, TYPED_EMAIL, email, seconds=120)
    return answer


async def enter(request: Request) -> Response:
    """POST /session/entree: jeton, the ticket that a page received; opens the session, once."""
    form = await request.form()
    outcome = await run(sessions.enter, str(form.get("jeton", "")), device_of(request))
    if isinstance(outcome, Refusal):
        return to(routes.with_query(routes.SIGN_IN, expire="1"))
    return await welcome(request, outcome, wanted_page(request, str(form.get("suite", ""))))


async def prove(request: Request) -> Response:
    """POST /session/verification: code; the second step of a sign-in."""
    form = await request.form()
    wanted = wanted_page(request, str(form.get("suite", "")))
    outcome = await run(second_factor.prove, request.cookies.get(FACTOR, ""), str(form.get("code", "")))
    return await after_factor(request, outcome, wanted)


async def activate(request: Request) -> Response:
    """POST /session/activation: code, demande (the ticket); signs the person in."""
    form = await request.form()
    ticket = str(form.get("demande", "")) or referred(request, "demande")
    wanted = wanted_page(request, str(form.get("suite", "")))
    outcome = await run(sign_up.activate, ticket, str(form.get("code", "")), device_of(request))
    if isinstance(outcome, Refusal):
        return to(routes.with_query(routes.ACTIVATION, demande=ticket, refus=why(outcome), suite=wanted))
    return await welcome(request, outcome, wanted)


async def sign_out(request: Request) -> Response:
    """POST /session/deconnexion: ends the session here and in the other tabs; « fait » says why on the home page."""
    form = await request.form()
    await run(sessions.sign_out, session.token_in(request.headers.get("cookie")))
    answer = to(routes.with_query(routes.HOME, fait=GONE if form.get("fait") == GONE else ""))
    session.close_on(answer)
    forget(answer, KNOWN)
    return answer


async def challenge(request: Request) -> Response:
    """GET /session/defi: what the browser solves behind « Je ne suis pas un robot »."""
    return JSONResponse(await robots.challenge(device_of(request).address), headers={"Cache-Control": "no-store"})


def why(refused: Refusal) -> str:
    """What the page of a code is told of a refusal."""
    return {"code-malformed": "chiffres", "code-locked": "bloque", "network-locked": "reseau"}.get(refused.code, "1")


async def after_factor(request: Request, outcome: Opened | Refusal, wanted: str) -> Response:
    """What follows a second step, whatever it was."""
    if isinstance(outcome, Opened):
        return await welcome(request, outcome, wanted)
    if outcome.code == sessions.EXPIRED.code:
        return to(routes.with_query(routes.SIGN_IN, expire="1", suite=wanted))
    refusal = {"too-many": "essais", "network-locked": "reseau"}.get(outcome.code, "1")
    return to(routes.with_query(routes.SECOND_FACTOR, refus=refusal, suite=wanted))


async def welcome(request: Request, outcome: Opened | ToProve, wanted: str) -> Response:
    """The session's cookie, that of a known browser, and the page that was wanted, or else that of the person's work;
    or the second step before it."""
    if isinstance(outcome, ToProve):
        answer = to(routes.with_query(routes.SECOND_FACTOR, suite=wanted))
        keep(answer, FACTOR, outcome.ticket, seconds=int(WAITING[Awaits.FACTOR].total_seconds()))
        return answer
    answer = to(wanted or home_of(await sessions.authenticate(outcome.token)))
    session.open_on(answer, outcome.token)
    if outcome.email:
        known = browsers.remembered(inside(), browser_of(request.headers.get("cookie", "")), outcome.email)
        keep(answer, browsers.COOKIE, known, seconds=int(browsers.LIFETIME.total_seconds()))
    for name in (TYPED_EMAIL, FACTOR, KNOWN):
        forget(answer, name)
    return answer


def keep(answer: Response, name: str, value: str, *, seconds: int) -> None:
    """A cookie that only the server reads, for a while; a header holds no letter beyond Latin-1 as it is."""
    answer.set_cookie(name, quote(value), max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def forget(answer: Response, name: str) -> None:
    """Take such a cookie back."""
    answer.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")


def to(path: str) -> Response:
    """Lead the browser to a page."""
    return RedirectResponse(page(path), status_code=SEE_OTHER)


def device_of(request: Request) -> Device:
    """Where the request comes from."""
    address = request.client.host if request.client else ""
    return Device(request.headers.get("user-agent", "")[:200], address, browser_of(request.headers.get("cookie", "")))


def browser_of(cookie_header: str) -> Browser:
    """What the browser remembers of the people who signed in from it."""
    return browsers.recognised(inside(), session.cookie_value(cookie_header, browsers.COOKIE))


def wanted_page(request: Request, typed: str) -> str:
    """The page to go on to, or nothing: what leaves before the page is alive says none, the address it was on may."""
    return safe_return(typed or referred(request, "suite"), default="")


def referred(request: Request, name: str) -> str:
    """What the address of the page that posted said."""
    values = parse_qs(urlsplit(request.headers.get("referer", "")).query)
    return values.get(name, [""])[0]


ROUTES = [
    Native(routes.POST_SIGN_IN, ("POST",), PUBLIC, enter_by_password),
    Native(routes.POST_ENTRY, ("POST",), PUBLIC, enter),
    Native(routes.POST_SECOND_FACTOR, ("POST",), PUBLIC, prove),
    Native(routes.POST_ACTIVATION, ("POST",), PUBLIC, activate),
    Native(routes.POST_SIGN_OUT, ("POST",), PUBLIC, sign_out),
    Native(routes.CAPTCHA_CHALLENGE, ("GET",), PUBLIC, challenge),
]
