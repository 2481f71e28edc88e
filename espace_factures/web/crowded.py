"""What somebody reads when no more page can be alive: one plain page, which needs no script and no socket."""

from html import escape
from typing import Final

from starlette.responses import Response

from espace_factures import routes
from espace_factures.web import plain

RETRY_SECONDS: Final = 60
TITLE: Final = "Le portail reçoit trop de visites"
SENTENCE: Final = (
    "Beaucoup de pages du portail sont ouvertes en ce moment, ici ou depuis votre réseau. Fermez celles qui ne vous "
    "servent plus, puis rechargez cette page dans une minute."
)
SIGN_IN: Final = "Si vous avez un compte, connectez-vous : une place vous est gardée."
ALIVE_WITHOUT: Final = frozenset({routes.SIGN_IN, routes.SECOND_FACTOR})
"""Pages whose forms the browser posts by itself: they are shown to whoever finds no place."""


def page() -> Response:
    """The page, in the look of the others when they are built."""
    sign_in = f'<a class="link" href="{routes.SIGN_IN}">{escape(SIGN_IN)}</a>'
    return plain.page(TITLE, f"<p>{escape(SENTENCE)}</p><p>{sign_in}</p>", 503, Retry_After=str(RETRY_SECONDS))
