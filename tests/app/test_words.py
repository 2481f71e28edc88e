"""What is typed and not sent is kept for its person alone, encrypted, a while, and leaves with the sending."""

import pytest

from espace_factures.app import words
from espace_factures.app.words import KEPT, LONGEST, MOST_PLACES
from espace_factures.core.access import Actor
from tests import factories
from tests.conftest import World
from tests.playing import played

PLACE = words.message("RIB-2026-000001")


@pytest.fixture
def someone(world: World) -> Actor:
    """Who types."""
    return factories.a_member(world, factories.an_establishment(world))


def kept(actor: Actor, *places: str) -> dict[str, dict[str, str]]:
    """What they find again."""
    return played(words.of, actor, places or [PLACE])


def test_words_come_back_to_who_typed_them_and_to_nobody_else(world: World, someone: Actor) -> None:
    other = factories.a_member(world, factories.an_establishment(world))
    played(words.keep, someone, PLACE, {"message": "Bonjour"})
    played(words.keep, someone, PLACE, {"message": "Bonjour, voici"})
    assert kept(someone) == {PLACE: {"message": "Bonjour, voici"}}
    assert kept(other) == {}
    (row,) = world.rows("SELECT typed FROM words_under_way")
    assert "Bonjour" not in row[0]


def test_no_secret_is_kept_and_nothing_is_kept_of_an_empty_form(world: World, someone: Actor) -> None:
    played(words.keep, someone, PLACE, {"message": "a", "password": "b", "code": "c", "proof-recu": "d"})
    assert kept(someone) == {PLACE: {"message": "a"}}
    played(words.keep, someone, PLACE, {"message": ""})
    assert world.rows("SELECT * FROM words_under_way") == []


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("Ailleurs", {"message": "a"}),
        ("message:" + "x" * 61, {"message": "a"}),
        (PLACE, {"message": "a" * (LONGEST + 1)}),
        (PLACE, {f"champ{rank}": "a" for rank in range(30)}),
    ],
)
def test_what_no_form_of_ours_says_is_not_kept(world: World, someone: Actor, place: str, typed: dict[str, str]) -> None:
    played(words.keep, someone, place, typed)
    assert world.rows("SELECT * FROM words_under_way") == []


def test_a_person_keeps_so_many_places_and_for_so_long(world: World, someone: Actor) -> None:
    for rank in range(MOST_PLACES + 3):
        world.clock.advance(seconds=1)
        played(words.keep, someone, words.message(f"F-{rank}"), {"message": "a"})
    assert world.rows("SELECT count(*) FROM words_under_way") == [(MOST_PLACES,)]
    newest = words.message(f"F-{MOST_PLACES + 2}")
    assert kept(someone, words.message("F-0"), newest) == {newest: {"message": "a"}}
    world.clock.advance(days=KEPT.days)
    assert kept(someone, newest) == {}
    played(words.purge)
    assert world.rows("SELECT * FROM words_under_way") == []
