"""What somebody reads when no more page can be alive: one plain page, which needs no script and no socket."""

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse, Response

from espace_factures import routes

RETRY_SECONDS: Final = 60
STYLESHEET: Final = re.compile(r'<link rel="stylesheet" href="(/assets/[\w./-]+\.css)"')
TITLE: Final = "Le portail reçoit trop de visites"
SENTENCE: Final = (
    "Beaucoup de pages du portail sont ouvertes en ce moment, ici ou depuis votre réseau. Fermez celles qui ne vous "
    "servent plus, puis rechargez cette page dans une minute."
)
SIGN_IN: Final = "Si vous avez un compte, connectez-vous : une place vous est gardée."
ALIVE_WITHOUT: Final = frozenset({routes.SIGN_IN, routes.SECOND_FACTOR})
"""Pages whose forms the browser posts by itself: they are shown to whoever finds no place."""


def page(build: Path) -> Response:
    """The page, in the look of the others when they are built."""
    sign_in = f'<a class="link" href="{routes.SIGN_IN}">{escape(SIGN_IN)}</a>'
    return HTMLResponse(
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{TITLE} – Province Sud</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{_links(build)}</head>'
        f'<body><div class="ef-frame"><div class="ef-column"><main class="ef-content" id="contenu">'
        f'<h1 class="ef-page-title">{TITLE}</h1><p>{escape(SENTENCE)}</p><p>{sign_in}</p>'
        "</main></div></div></body></html>",
        status_code=503,
        headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"},
    )


@cache
def _links(build: Path) -> str:
    home = build / "index.html"
    sheets = STYLESHEET.findall(home.read_text()) if home.is_file() else []
    return "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets)
