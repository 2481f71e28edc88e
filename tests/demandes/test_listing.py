"""« Demandes »: one's own or an établissement's, sorted, searched, page after page."""

import pytest

from espace_factures.core.access import Actor
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import following
from espace_factures.establishments.models import Establishment
from tests import factories
from tests.conftest import World
from tests.demandes.conftest import Opens


@pytest.fixture
def place(world: World) -> Establishment:
    """An établissement of two people."""
    return factories.an_establishment(world)


@pytest.fixture
def person(world: World, place: Establishment) -> Actor:
    """One of them."""
    return factories.a_member(world, place)


def titles(world: World, actor: Actor, words: str = "", place: str = "", **options: object) -> list[str]:
    """What the list shows."""
    return [row.title for row in world.do(following.listed, actor, words, place, **options).demandes]


def test_the_newest_comes_first_unless_asked_otherwise(
    world: World, opens: Opens, person: Actor, place: Establishment
) -> None:
    for title in ("Une", "Deux"):
        opens(person, place=place, title=title)
    assert titles(world, person) == ["Deux", "Une"]
    assert titles(world, person, newest_first=False) == ["Une", "Deux"]


def test_the_account_shows_what_the_person_sent_not_what_colleagues_did(
    world: World, opens: Opens, person: Actor, place: Establishment
) -> None:
    opens(person, place=place, title="La mienne")
    opens(factories.a_member(world, place), place=place, title="Celle d’un collègue")
    assert titles(world, person) == ["La mienne"]


def test_the_establishment_shows_its_invoices_and_ribs_whoever_sent_them(
    world: World, opens: Opens, person: Actor, place: Establishment
) -> None:
    colleague = factories.a_member(world, place)
    opens(colleague, Kind.INVOICE, place, title="Facture")
    opens(colleague, Kind.RIB, place, title="RIB")
    assert titles(world, person, place=str(place.id)) == ["RIB", "Facture"]


@pytest.mark.parametrize("asked", ["{foreign}", "99999999999999999999", "-1", "x", "²"])
def test_an_establishment_that_is_not_ones_own_shows_ones_own_demandes(
    world: World, opens: Opens, person: Actor, asked: str
) -> None:
    foreign = factories.an_establishment(world)
    opens(factories.a_member(world, foreign), place=foreign, title="À d’autres")
    listing = world.do(following.listed, person, "", asked.format(foreign=foreign.id))
    assert (list(listing.demandes), listing.place) == ([], 0)


def test_every_word_of_the_title_counts_in_any_order_and_case(
    world: World, opens: Opens, person: Actor, place: Establishment
) -> None:
    opens(person, place=place, title="Facture F2026-0001 – EXEMPLE SARL")
    opens(person, place=place, title="Facture F2026-0002 – AUTRE SARL")
    assert titles(world, person, "exemple f2026") == ["Facture F2026-0001 – EXEMPLE SARL"]


def test_a_reference_finds_its_demande(world: World, opens: Opens, person: Actor, place: Establishment) -> None:
    reference = opens(person, place=place, title="La bonne")
    opens(person, place=place, title="Une autre")
    assert titles(world, person, f" {reference.lower()} ") == ["La bonne"]


def test_the_signs_of_a_pattern_are_only_letters(
    world: World, opens: Opens, person: Actor, place: Establishment
) -> None:
    opens(person, place=place, title="Facture 100 % conforme")
    assert titles(world, person, "%") == ["Facture 100 % conforme"]
    assert titles(world, person, "_") == []


def test_nothing_is_lost_nor_shown_twice_from_page_to_page(
    world: World, opens: Opens, person: Actor, place: Establishment
) -> None:
    count = following.PAGE_SIZE + 1
    for number in range(count):
        opens(person, place=place, title=f"Facture {number}")
    first, second = (world.do(following.listed, person, "", "", page=page) for page in (1, 2))
    assert (first.has_more, second.has_more) == (True, False)
    assert len({row.title for row in [*first.demandes, *second.demandes]}) == count
