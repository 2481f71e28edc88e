"""What the API says of itself: its contract, and the same as a page that people read."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from espace_factures import routes
from espace_factures.api.http import contract
from espace_factures.api.presenter.reference import Operation, Value, objects, operations
from espace_factures.web import plain
from espace_factures.web.native import PUBLIC, Native

TITLE: Final = "API d’Espace Factures"
KEPT: Final = "public, max-age=300"


async def openapi(_request: Request) -> Response:
    """GET /api/v1/openapi.json: the contract."""
    return JSONResponse(contract.document(), headers={"Cache-Control": KEPT})


async def reference(_request: Request) -> Response:
    """GET /api: the same, to be read; nothing of it is fetched from elsewhere."""
    return plain.page(TITLE, body(), 200, Cache_Control=KEPT)


def body() -> str:
    """The reference in HTML."""
    document = contract.document()
    every = list(operations(document))
    parts = groupby(every, key=lambda pair: pair[0])
    return "".join(
        [
            *(f"<p>{_words(words)}</p>" for words in document["info"]["description"].split("\n\n")),
            f'<p><a href="{routes.API_CONTRACT}">Le contrat OpenAPI 3.1</a></p>',
            _contents(one for _, one in every),
            *(f"<h2>{escape(part)}</h2>" + "".join(_operation(one) for _, one in ones) for part, ones in parts),
            "<h2>Objets</h2>",
            *(_object(*one) for one in objects(document)),
        ]
    )


def _contents(every: Iterable[Operation]) -> str:
    lines = (f'<li><a href="#{one.anchor}">{escape(one.title)}</a></li>' for one in every)
    return f'<nav aria-label="Appels"><ul>{"".join(lines)}</ul></nav>'


def _operation(one: Operation) -> str:
    scope = f"Portée du jeton : <code>{escape(one.scope)}</code>." if one.scope else "Toute portée suffit."
    refused = "".join(f"<li><code>{status}</code> {_words(words)}</li>" for status, words in one.refused)
    return (
        f'<section aria-labelledby="{one.anchor}"><h3 id="{one.anchor}">{escape(one.title)}</h3>'
        f"<p><code>{one.method} {escape(one.path)}</code></p><p>{_words(one.words)} {scope}</p>"
        f"{_code(one.curl)}{_values('Paramètre', one.taken)}<p>Réponse :</p>{_code(one.answer)}"
        f"<p>Refus :</p><ul>{refused}</ul></section>"
    )


def _object(name: str, words: str, fields: list[Value]) -> str:
    return f"<h3>{escape(name)}</h3><p>{_words(words)}</p>{_values('Champ', fields)}"


def _values(head: str, values: list[Value]) -> str:
    if not values:
        return ""
    rows = "".join(
        f"<tr><td><code>{escape(one.name)}</code></td><td>{escape(one.kind)}</td><td>{_words(one.words)}</td></tr>"
        for one in values
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in (head, "Type", "Ce que c’est"))
    return f'<table class="ef-data-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _code(text: str) -> str:
    return f'<pre tabindex="0"><code>{escape(text)}</code></pre>'


def _words(text: str) -> str:
    """The words, what stands between « ` » as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


ROUTES: Final = [
    Native(routes.API_CONTRACT, ("GET",), PUBLIC, openapi),
    Native(routes.API, ("GET",), PUBLIC, reference),
]
