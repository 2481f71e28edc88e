"""Unread marks: what others did since one looked, told once, to each for himself."""

import pytest

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Role
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind, Stage, Tone
from espace_factures.demandes.service import cases, following, opening
from espace_factures.demandes.service.opening import News
from espace_factures.establishments.models import Establishment
from tests import factories
from tests.conftest import World
from tests.demandes.conftest import Opens
from tests.statements import statements

REFUSED = Stage("Refusée", Tone.REFUSED)


@pytest.fixture
def place(world: World) -> Establishment:
    """An établissement of several people."""
    return factories.an_establishment(world)


@pytest.fixture
def person(world: World, place: Establishment) -> Actor:
    """One of them."""
    return factories.a_member(world, place)


@pytest.fixture
def agent(world: World) -> Actor:
    """Who instructs habilitations and RIBs."""
    return factories.an_agent(world, Role.HABILITATION_AGENT)


@pytest.fixture
def reference(opens: Opens, person: Actor, place: Establishment) -> str:
    """The person's RIB."""
    return opens(person, Kind.RIB, place)


def says(world: World, actor: Actor, reference: str, *, is_internal: bool = False) -> None:
    """An agent writes, an hour later."""
    world.clock.advance(hours=1)

    def use_case(uow, ports):
        demande = cases.readable(uow, actor, reference)
        cases.say(uow, ports, actor, demande, "Bonjour", is_internal=is_internal)

    world.do(use_case)


def unread(world: World, actor: Actor, place: Establishment | None = None, **options: bool) -> list[str]:
    """The references that bear the mark."""
    found = world.do(following.listed, actor, "", str(place.id) if place else "", **options)
    return sorted(found.unread)


def test_what_one_did_oneself_is_not_news(world: World, person: Actor, reference: str) -> None:
    world.clock.advance(hours=1)
    world.do(following.write, person, reference, "Bonjour")
    assert unread(world, person) == []


def test_a_message_of_an_agent_is_news(world: World, person: Actor, agent: Actor, reference: str) -> None:
    says(world, agent, reference)
    assert unread(world, person) == [reference]


def test_an_internal_note_is_not_news_to_the_usager(world: World, person: Actor, agent: Actor, reference: str) -> None:
    says(world, agent, reference, is_internal=True)
    assert unread(world, person) == []


def test_a_change_of_status_is_news(world: World, person: Actor, agent: Actor, reference: str) -> None:
    world.do(following.dossier, person, reference)
    world.clock.advance(hours=1)

    def use_case(uow, ports):
        demande = cases.readable(uow, agent, reference)
        cases.advance(uow, ports, demande, agent, "Province Sud", REFUSED)

    world.do(use_case)
    assert unread(world, person) == [reference]


def test_opening_the_demande_reads_it(world: World, person: Actor, agent: Actor, reference: str) -> None:
    says(world, agent, reference)
    world.do(following.dossier, person, reference)
    assert unread(world, person) == []


def test_what_comes_after_one_looked_is_news_again(world: World, person: Actor, agent: Actor, reference: str) -> None:
    says(world, agent, reference)
    world.do(following.dossier, person, reference)
    says(world, agent, reference)
    assert unread(world, person) == [reference]


def test_what_was_written_before_but_not_shown_yet_stays_news(
    world: World, person: Actor, agent: Actor, reference: str
) -> None:
    """A message is dated when it is written and shown when it is committed: one may look in between."""
    world.clock.advance(hours=1)
    world.do(following.dossier, person, reference)
    world.clock.advance(hours=-0.5)
    world.do(lambda uow, ports: cases.say(uow, ports, agent, cases.readable(uow, agent, reference), "Bonjour"))
    assert unread(world, person) == [reference]


def test_what_a_colleague_sent_is_news_until_one_looks(
    world: World, person: Actor, place: Establishment, reference: str
) -> None:
    colleague = factories.a_member(world, place)
    before = unread(world, colleague, place)
    world.do(following.dossier, colleague, reference)
    assert (before, unread(world, colleague, place)) == ([reference], [])


def test_one_s_reading_leaves_a_colleague_s_marks_alone(
    world: World, person: Actor, agent: Actor, place: Establishment, reference: str
) -> None:
    colleague = factories.a_member(world, place)
    says(world, agent, reference)
    world.do(following.dossier, person, reference)
    assert unread(world, colleague, place) == [reference]


def test_an_agent_who_instructs_reads_for_himself(world: World, person: Actor, agent: Actor, reference: str) -> None:
    says(world, agent, reference)
    world.do(lambda uow, _: cases.thread(uow, agent, cases.readable(uow, agent, reference), as_agent=True))
    assert unread(world, person) == [reference]


def test_only_what_is_unread_is_listed_when_asked(
    world: World, person: Actor, agent: Actor, opens: Opens, place: Establishment, reference: str
) -> None:
    opens(person, Kind.RIB, place, title="Lue")
    says(world, agent, reference)
    found = world.do(following.listed, person, "", "", only_unread=True)
    assert [demande.reference for demande in found.demandes] == [reference]


def test_reading_wakes_the_person_s_other_pages_only_when_there_was_news(
    world: World, person: Actor, agent: Actor, reference: str
) -> None:
    def woken(uow: UnitOfWork, ports: Inside, news: News) -> set[str]:
        opening.mark(uow, ports, person, news)
        return set(uow.topics)

    says(world, agent, reference)
    news = world.do(following.dossier_of, person, reference).news
    assert [world.do(woken, news), world.do(woken, news)] == [{f"account:{person.account_id}"}, set()]
    assert world.do(following.dossier_of, person, reference).news is None


def test_the_marks_ask_no_more_of_the_database_than_the_list(
    world: World, person: Actor, agent: Actor, opens: Opens, place: Establishment
) -> None:
    for _ in range(3):
        says(world, agent, opens(person, Kind.RIB, place))
    with statements(world.engine) as asked:
        unread(world, person)
    assert len([statement for statement in asked if "FROM demandes" in statement]) == 1
    assert len(asked) == 2
