"""What somebody reports of the accessibility: a form of the browser, answered by one plain page."""

from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from espace_factures import routes
from espace_factures.app.forms import parse
from espace_factures.app.origin import page
from espace_factures.core.errors import DomainError, FormError
from espace_factures.identity.http.entry import device_of
from espace_factures.identity.service import robots
from espace_factures.portal.forms import Report
from espace_factures.portal.service import reporting
from espace_factures.web import plain
from espace_factures.web.native import PUBLIC, Native

SENT: Final = "Votre signalement est envoyé"
THANKS: Final = "Merci. Une personne le lira ; si vous avez donné votre courriel, elle pourra vous répondre."
UNSENT: Final = "Votre signalement n’est pas encore parti"
TYPED: Final = "Ce que vous aviez écrit"
BACK: Final = "Revenir à la page"


async def report(request: Request) -> Response:
    """POST /session/accessibilite: what, page, email."""
    form = await request.form()
    typed = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        await reporting.report(parse(Report, typed), typed.get(robots.FIELD, ""), device_of(request).address)
    except DomainError as error:
        return plain.page(UNSENT, _why(error) + _kept(typed) + _back(), 422)
    return plain.page(SENT, f"<p>{escape(THANKS)}</p>{_back()}", 200)


def _why(error: DomainError) -> str:
    sentences = list(error.fields.values()) if isinstance(error, FormError) else [error.sentence]
    return "".join(f'<p role="alert">{escape(sentence)}</p>' for sentence in sentences)


def _kept(typed: dict[str, str]) -> str:
    words = [typed[name] for name in ("what", "page", "email") if typed.get(name)]
    rows = "".join(f'<li class="whitespace-pre-line break-words">{escape(text)}</li>' for text in words)
    return f'<h2 class="ef-card-title">{TYPED}</h2><ul class="ef-stack">{rows}</ul>' if rows else ""


def _back() -> str:
    return f'<p><a class="btn btn-primary" href="{escape(page(routes.ACCESSIBILITY))}">{BACK}</a></p>'


ROUTES = [Native(routes.POST_ACCESSIBILITY, ("POST",), PUBLIC, report)]
