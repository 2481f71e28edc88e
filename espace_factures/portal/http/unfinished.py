"""Where a form goes when the page that would take it never came alive: one plain page, with what was typed."""

from html import escape
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from espace_factures import routes
from espace_factures.app.origin import page
from espace_factures.core.secret_fields import shown
from espace_factures.web import plain
from espace_factures.web.native import PUBLIC, Native
from espace_factures.web.returns import safe_return

TITLE: Final = "Votre saisie n’est pas partie"
SENTENCE: Final = (
    "La page n’avait pas fini de se charger, et rien n’a été enregistré : copiez ce que vous aviez écrit, puis "
    "recommencez quand votre connexion est meilleure."
)
TYPED: Final = "Ce que vous aviez écrit"
BACK: Final = "Revenir à la page"


async def unfinished(request: Request) -> Response:
    """POST /session/formulaire: whatever fields a form has; says that nothing was done, and shows them again."""
    typed = shown(dict(await request.form()))
    rows = "".join(f'<li class="whitespace-pre-line break-words">{escape(text)}</li>' for text in typed.values())
    kept = f'<h2 class="ef-card-title">{TYPED}</h2><ul class="ef-stack">{rows}</ul>' if rows else ""
    back = f'<p><a class="btn btn-primary" href="{escape(page(_page_of(request)))}">{BACK}</a></p>'
    return plain.page(TITLE, f"<p>{escape(SENTENCE)}</p>{kept}{back}", 422)


def _page_of(request: Request) -> str:
    """The page where the form stands, with its query."""
    parts = urlsplit(request.headers.get("referer", ""))
    return safe_return(f"{parts.path}?{parts.query}" if parts.query else parts.path, default=routes.HOME)


ROUTES = [Native(routes.POST_UNFINISHED, ("POST",), PUBLIC, unfinished)]
