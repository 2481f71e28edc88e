"""The same rows by the same query, without accounts, guard, filters, theme or words."""

import os
from typing import Any

import reflex as rx
from psycopg.rows import namedtuple_row
from psycopg_pool import AsyncConnectionPool

from bare.keyset import FIRST, ROWS
from bare.row import HEADINGS, Row, as_row

pools: list[AsyncConnectionPool] = []


async def database() -> AsyncConnectionPool:
    """The pool of this process, opened at first use."""
    if not pools:
        pools.append(AsyncConnectionPool(os.environ["DATABASE_URL"], min_size=2, max_size=20, open=False))
        await pools[0].open()
    return pools[0]


class List(rx.State):
    """Twenty-five rows and what follows them."""

    rows: list[Row] = []
    _last: tuple[str, int] = (FIRST, 0)

    @rx.event
    async def load(self) -> None:
        """The first page."""
        self._last = (FIRST, 0)
        await self._read()

    @rx.event
    async def turn(self) -> None:
        """The next page."""
        await self._read()

    async def _read(self) -> None:
        async with (await database()).connection() as connection:
            cursor = connection.cursor(row_factory=namedtuple_row)
            found: list[Any] = await (await cursor.execute(ROWS, self._last)).fetchall()
        self.rows = [as_row(row) for row in found[:25]]
        self._last = (found[24].deposited_at.isoformat(), found[24].id) if len(found) > 25 else (FIRST, 0)


def line(row: Any) -> rx.Component:
    """One line of the table."""
    return rx.el.tr(
        rx.el.td(rx.el.a(row.number, href=row.href), rx.el.div(row.order)),
        rx.el.td(row.owner, rx.el.div(row.place)),
        rx.el.td(row.deposited),
        rx.el.td(row.status),
        rx.el.td(row.payment),
        rx.el.td(row.amount),
    )


def index() -> rx.Component:
    """The only page."""
    return rx.el.main(
        rx.el.h1("Mes factures"),
        rx.el.table(
            rx.el.thead(rx.el.tr(*[rx.el.th(heading) for heading in HEADINGS])),
            rx.el.tbody(rx.foreach(List.rows, line)),
        ),
        rx.el.button("Suivantes", on_click=List.turn),
    )


app = rx.App(toaster=None, app_wraps={}, html_lang="fr")
app.add_page(index, route="/", on_load=List.load)
