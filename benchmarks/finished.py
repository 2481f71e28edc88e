"""The floor of a first load and of a deposit: the same rows and the same file, in finished pages of HTML."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from typing import Any

from psycopg.rows import namedtuple_row
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from benchmarks.bare.bare.keyset import FIRST, ROWS
from benchmarks.bare.bare.row import HEADINGS, Row, as_row
from benchmarks.plain_form import ROUTES, TABLE

HEAD = "".join(f"<th>{heading}</th>" for heading in HEADINGS)


def app() -> Starlette:
    """The application, as granian asks for it."""
    routes = [Route("/", _list), Route("/ping", _ping), *ROUTES]
    return Starlette(routes=routes, middleware=[Middleware(GZipMiddleware)], lifespan=_at_work)


@asynccontextmanager
async def _at_work(served: Starlette) -> AsyncIterator[None]:
    async with AsyncConnectionPool(os.environ["DATABASE_URL"], min_size=2, max_size=20, open=False) as pool:
        async with pool.connection() as connection:
            await connection.execute(TABLE)
        served.state.pool = pool
        yield


async def _ping(_request: Request) -> HTMLResponse:
    return HTMLResponse("pong")


async def _list(request: Request) -> HTMLResponse:
    async with request.app.state.pool.connection() as connection:
        cursor = connection.cursor(row_factory=namedtuple_row)
        found: list[Any] = await (await cursor.execute(ROWS, (FIRST, 0))).fetchall()
    lines = "".join(_line(as_row(row)) for row in found[:25])
    table = f"<table><thead><tr>{HEAD}</tr></thead><tbody>{lines}</tbody></table>"
    return HTMLResponse(
        '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Mes factures</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f"<body><main><h1>Mes factures</h1>{table}</main></body></html>"
    )


def _line(row: Row) -> str:
    number, order, owner, place = (escape(words) for words in (row.number, row.order, row.owner, row.place))
    cells = (row.deposited, row.status, row.payment, row.amount)
    return (
        f'<tr><td><a href="{escape(row.href)}">{number}</a><div>{order}</div></td><td>{owner}<div>{place}</div></td>'
        f"{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
    )
