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
    told = "".join(
        [
            *(f"<p>{_words(words)}</p>" for words in document["info"]["description"].split("\n\n")),
            f"<p>{_link(routes.API_CONTRACT, 'Le contrat OpenAPI 3.1')}</p>",
            _contents(one for _, one in every),
            *(f"<h2>{escape(part)}</h2>" + "".join(_operation(one) for _, one in ones) for part, ones in parts),
            "<h2>Objets</h2>",
            *(_object(*one) for one in objects(document)),
        ]
    )
    return f'<div class="ef-api">{told}</div>'


def _contents(every: Iterable[Operation]) -> str:
    lines = (f"<li>{_link(f'#{one.anchor}', one.title)}</li>" for one in every)
    return f'<nav class="ef-api-contents" aria-label="Appels"><ul>{"".join(lines)}</ul></nav>'


def _link(address: str, words: str) -> str:
    return f'<a class="ef-text-link" href="{address}">{escape(words)}</a>'


def _operation(one: Operation) -> str:
    scope = f"Portée du jeton : <code>{escape(one.scope)}</code>." if one.scope else "Toute portée suffit."
    refused = "".join(f"<li><code>{status}</code> {_words(words)}</li>" for status, words in one.refused)
    return (
        f'<section class="ef-api-call" aria-labelledby="{one.anchor}"><h3 id="{one.anchor}">{escape(one.title)}</h3>'
        f'<p><code class="ef-api-address">{one.method} {escape(one.path)}</code></p>'
        f"<p>{_words(one.words)} {scope}</p>"
        f"{_code(one.curl)}{_values(one.taken)}<p>Réponse :</p>{_code(one.answer)}"
        f"<p>Refus :</p>"
        f'<ul class="ef-api-refused">{refused}</ul></section>'
    )


def _object(name: str, words: str, fields: list[Value]) -> str:
    told = f"<h3>{escape(name)}</h3><p>{_words(words)}</p>{_values(fields)}"
    return f'<section class="ef-api-call">{told}</section>'


def _values(values: list[Value]) -> str:
    rows = "".join(
        f'<div><dt><code>{escape(one.name)}</code></dt><dd class="ef-api-kind">{escape(one.kind)}</dd>'
        f"<dd>{_words(one.words)}</dd></div>"
        for one in values
    )
    return f'<dl class="ef-api-values">{rows}</dl>' if rows else ""


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
