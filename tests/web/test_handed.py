"""What was read for the HTML of a page is not read again by the page, unless something moved or nobody listens."""

from dataclasses import replace
from typing import Any

import pytest

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.invoices.following.state.tracking import HomeState
from espace_factures.web import handed, live, rehearsal, session
from espace_factures.web.handed import MOST, Handed, Visit
from espace_factures.web.rehearsal import Rehearsal
from tests.conftest import World
from tests.web.test_live import OTHER, PLACE, Site, on, until

SOMEBODY = Actor(1, 7, "Élodie", "elodie@exemple.nc")
ADDRESS = f"{routes.INVOICES_HOME}?q=a"


class Asked:
    """A question that counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> int:
        self.times += 1
        return self.times


async def sends(site: Site, question: Asked, actor: Actor = SOMEBODY, address: str = ADDRESS) -> None:
    """The server reads for the HTML of a page."""
    session.current.set(actor)
    before, token = Rehearsal(), rehearsal.current.set(None)
    rehearsal.current.set(before)
    await live.follow(await site.opens("", HomeState, address), HomeState.load, question, PLACE)
    rehearsal.current.reset(token)
    live.hand_over(before.asked)


async def loads(site: Site, question: Asked, actor: Actor = SOMEBODY, address: str = ADDRESS) -> int:
    """The page, once it is alive, asks the same."""
    session.current.set(actor)
    return await live.follow(await site.opens("tab", HomeState, address), HomeState.load, question, PLACE)


def test_a_page_takes_what_was_read_for_its_html_once(world: World) -> None:
    async def scene(site: Site) -> None:
        question = Asked()
        await sends(site, question)
        assert (await loads(site, question), question.times) == (1, 1)
        assert (await loads(site, question), question.times) == (2, 2)

    on(world, scene)


def test_a_page_follows_what_was_handed_to_it(world: World) -> None:
    async def scene(site: Site) -> None:
        question = Asked()
        await sends(site, question)
        await loads(site, question)
        await site.notifies(PLACE)
        await until(lambda: len(site.event_namespace.sent) > 0)

    on(world, scene)


@pytest.mark.parametrize(("topic", "times"), [(PLACE, 2), (OTHER, 1)])
def test_what_moved_between_the_html_and_the_page_is_asked_again(world: World, topic: Any, times: int) -> None:
    async def scene(site: Site) -> None:
        question = Asked()
        await sends(site, question)
        await site.notifies(topic)
        await loads(site, question)
        assert question.times == times

    on(world, scene)


@pytest.mark.parametrize(
    ("actor", "address"),
    [(replace(SOMEBODY, session_id=8), ADDRESS), (SOMEBODY, f"{routes.INVOICES_HOME}?q=b")],
    ids=["another session", "another address"],
)
def test_nothing_is_handed_to(world: World, actor: Actor, address: str) -> None:
    async def scene(site: Site) -> None:
        question = Asked()
        await sends(site, question)
        assert await loads(site, question, actor, address) == 2

    on(world, scene)


def test_nothing_is_kept_while_the_database_is_not_heard(world: World) -> None:
    async def scene(site: Site) -> None:
        question = Asked()
        await sends(site, question)
        live.handed.turn_deaf()
        assert await loads(site, question) == 2
        await sends(site, question)
        assert len(live.handed) == 0

    on(world, scene)


def test_what_waits_is_few_and_not_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Handed(hears=True)
    asked = [Visit(rank, "load", "/", ()) for rank in range(MOST + 1)]
    for visit in asked:
        waiting.keep(visit, "found", [], 0)
    assert len(waiting) == MOST
    assert waiting.take(asked[0]) is None
    monkeypatch.setattr(handed, "LIFETIME_SECONDS", -1.0)
    waiting.keep(asked[1], "found", [], 0)
    assert waiting.take(asked[1]) is None
