"""A handler names the actor when it needs one; its right is asked of the session either way."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from espace_factures.api.http import problems
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import OverloadedError
from espace_factures.web import faults, session
from espace_factures.web.access import POLICY, secured
from tests import factories
from tests.conftest import World
from tests.loops import finished


class Page:
    """What a handler writes on."""

    def __init__(self) -> None:
        self.alert = ""
        self.heard: list[object] = []


@secured(Permission.ACCOUNT_USE)
async def note(self: Any, word: str) -> None:
    """A handler for rights only."""
    self.heard.append(word)


@secured(Permission.ACCOUNT_USE)
async def sign(self: Any, actor: Actor, word: str) -> None:
    """A handler that acts for its actor."""
    self.heard.append((actor.account_id, word))


@pytest.fixture
def actor(world: World) -> Iterator[Actor]:
    person = factories.a_member(world, factories.an_establishment(world))
    token = session.current.set(person)
    yield person
    session.current.reset(token)


def test_a_handler_without_an_actor_receives_what_the_browser_sent_and_no_more(actor: Actor) -> None:
    page = Page()
    finished(note(page, "bonjour"))
    finished(sign(page, "bonjour"))
    assert page.heard == ["bonjour", (actor.account_id, "bonjour")]


@pytest.mark.parametrize("handler", [note, sign])
def test_without_a_session_neither_is_called(handler: Any) -> None:
    page = Page()
    finished(handler(page, "bonjour"))
    assert page.heard == []
    assert page.alert == "Votre compte ne permet pas cette action."


@pytest.mark.parametrize("handler", [note, sign])
def test_both_declare_their_right_and_take_no_actor_from_the_browser(handler: Any) -> None:
    assert getattr(handler, POLICY).permission is Permission.ACCOUNT_USE
    assert list(inspect.signature(handler).parameters) == ["self", "word"]


@pytest.mark.parametrize("handler", [note, sign])
def test_an_actor_sent_by_the_browser_reaches_nobody(actor: Actor, handler: Any) -> None:
    page = Page()
    finished(handler(page, word="bonjour", actor={"account_id": actor.account_id + 1}))
    assert page.heard == []


@secured(Permission.ACCOUNT_USE)
async def crowd(self: Any) -> None:
    """A handler that finds every connection taken."""
    raise OverloadedError


def test_who_finds_no_room_is_asked_to_wait_and_is_told_of_no_incident(actor: Actor) -> None:
    page = Page()
    finished(crowd(page))
    assert page.alert == OverloadedError.sentence


def test_a_native_route_and_a_program_are_told_the_same_with_when_to_come_back() -> None:
    answers = (faults.apologise(OverloadedError()), problems.of(OverloadedError()))
    assert [(one.status_code, one.headers["retry-after"]) for one in answers] == [(503, "5")] * 2
    assert all(OverloadedError.sentence in bytes(one.body).decode() for one in answers)
