"""The questions of the event loop: on connections of its own, which read only and are replaced when they are lost."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, text

from espace_factures import postgres
from espace_factures.app import run
from espace_factures.app.asking import Lines, Question
from espace_factures.app.pools import Pools
from espace_factures.core.errors import DomainError
from tests.conftest import World
from tests.loops import finished

BACKEND = "SELECT pg_backend_pid()"


def first(rows: Sequence[Any]) -> Any:
    """The only value."""
    return rows[0][0]


def on(engine: Engine, play: Callable[[Lines], Awaitable[Any]]) -> Any:
    """Play a scene on lines to the database."""

    async def scene() -> Any:
        lines = Lines(postgres.libpq_url(engine.url.render_as_string(hide_password=False)))
        try:
            return await play(lines)
        finally:
            await lines.close()

    return finished(scene())


def test_a_line_that_the_server_left_is_replaced_before_it_is_used(engine: Engine) -> None:
    async def scene(lines: Lines) -> None:
        former = await lines.ask(Question(BACKEND, {}, first))
        with engine.connect() as killer:
            killer.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": former})
        assert await lines.ask(Question(BACKEND, {}, first)) != former

    on(engine, scene)


def test_one_line_serves_many_questions_and_many_at_once_share_a_few(engine: Engine) -> None:
    async def scene(lines: Lines) -> None:
        alone = {await lines.ask(Question(BACKEND, {}, first)) for _ in range(5)}
        assert len(alone) == 1
        slow = Question("SELECT pg_backend_pid() FROM pg_sleep(0.02)", {}, first)
        together = await asyncio.gather(*(lines.ask(slow) for _ in range(3 * Pools().size)))
        assert len(set(together)) == Pools().size

    on(engine, scene)


def test_a_line_whose_question_failed_or_was_given_up_is_not_used_again(engine: Engine) -> None:
    async def scene(lines: Lines) -> None:
        former = await lines.ask(Question(BACKEND, {}, first))
        with pytest.raises(psycopg.errors.UndefinedTable):
            await lines.ask(Question("SELECT 1 FROM nowhere", {}, first))
        other = await lines.ask(Question(BACKEND, {}, first))
        assert other != former
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(lines.ask(Question("SELECT 1 FROM pg_sleep(5)", {}, first)), 0.05)
        assert await lines.ask(Question(BACKEND, {}, first)) != other

    on(engine, scene)


@pytest.mark.parametrize("is_prepared", [True, False])
def test_a_question_that_would_write_is_refused_by_the_database(engine: Engine, is_prepared: bool) -> None:
    async def scene(lines: Lines) -> None:
        await lines.ask(Question("CREATE TABLE never (id int)", {}, first, is_prepared=is_prepared))

    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        on(engine, scene)


def test_a_value_that_no_column_holds_is_said_in_french(engine: Engine) -> None:
    async def scene(lines: Lines) -> None:
        await lines.ask(Question("SELECT %(word)s::text", {"word": "a\x00b"}, first))

    with pytest.raises(DomainError, match="Une des valeurs"):
        on(engine, scene)


def test_without_lines_a_thread_asks_and_the_answer_is_the_same(world: World) -> None:
    question = Question("SELECT %(word)s::text", {"word": "bonjour"}, first)

    async def scene() -> tuple[str, str]:
        before = await run.ask(question)
        async with run.asking(postgres.libpq_url(world.engine.url.render_as_string(hide_password=False))):
            return before, await run.ask(question)

    assert finished(scene()) == ("bonjour", "bonjour")
