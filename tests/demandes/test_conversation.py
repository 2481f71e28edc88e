"""The conversation of a demande: who speaks for whom, what the usager never sees, who is told."""

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.presenter import message_rows
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import cases, following
from tests import factories
from tests.conftest import World
from tests.demandes.conftest import Opens


@pytest.fixture
def person(world: World) -> Actor:
    """Somebody who asked for something."""
    return factories.an_account(world)


@pytest.fixture
def agent(world: World) -> Actor:
    """Who instructs habilitations and RIBs."""
    return factories.an_agent(world, Role.HABILITATION_AGENT)


@pytest.fixture
def reference(opens: Opens, person: Actor) -> str:
    """His habilitation."""
    return opens(person, Kind.HABILITATION, title="Habilitation – EXEMPLE SARL")


def says(world: World, actor: Actor, reference: str, text: str, *, is_internal: bool = False) -> None:
    """A line, as an agent's page writes it."""

    def use_case(uow, ports):
        cases.say(uow, ports, actor, cases.readable(uow, actor, reference), text, is_internal=is_internal)

    world.do(use_case)


def bodies(world: World, actor: Actor, reference: str) -> list[str]:
    """What the usager reads."""
    return [message.body for message in world.do(following.dossier, actor, reference).messages]


def test_an_internal_note_is_never_shown_to_the_usager(
    world: World, person: Actor, agent: Actor, reference: str
) -> None:
    says(world, agent, reference, "À surveiller", is_internal=True)
    says(world, agent, reference, "Bonjour")
    assert bodies(world, person, reference) == ["Bonjour"]


def test_an_internal_note_is_shown_to_agents(world: World, agent: Actor, reference: str) -> None:
    says(world, agent, reference, "À surveiller", is_internal=True)

    def conversation(uow, _ports):
        demande = cases.readable(uow, agent, reference)
        return message_rows(demandes_repository.conversation(uow.session, demande.id, with_internal=True), agent)

    assert [(row.body, row.is_internal) for row in world.do(conversation)] == [("À surveiller", True)]


def test_an_internal_note_tells_nobody(world: World, agent: Actor, reference: str) -> None:
    says(world, agent, reference, "À surveiller", is_internal=True)
    assert world.rows("SELECT 1 FROM mails") == world.rows("SELECT 1 FROM notices") == []


def test_a_usager_cannot_write_an_internal_note(world: World, person: Actor, reference: str) -> None:
    with pytest.raises(NotFoundError):
        says(world, person, reference, "Note", is_internal=True)


def test_an_agent_speaks_for_the_province_without_his_name(
    world: World, person: Actor, agent: Actor, reference: str
) -> None:
    says(world, agent, reference, "Bonjour")
    (row,) = message_rows(world.do(following.dossier, person, reference).messages, person)
    assert (row.author, row.is_mine) == ("Province Sud", False)


def test_an_agent_speaks_for_himself_in_his_own_demande(world: World, agent: Actor, opens: Opens) -> None:
    own = opens(agent, Kind.HABILITATION)
    says(world, agent, own, "Bonjour")
    (message,) = world.do(following.dossier, agent, own).messages
    assert (message.author, message.from_agent) == (agent.name, False)


def test_an_agent_who_follows_an_establishment_speaks_there_for_himself(
    world: World, agent: Actor, opens: Opens
) -> None:
    place = factories.an_establishment(world)
    factories.a_member(world, place, agent)
    reference = opens(factories.a_member(world, place), Kind.RIB, place)
    world.do(following.write, agent, reference, "Bonjour")
    (message,) = world.do(following.dossier, agent, reference).messages
    assert (message.author, message.from_agent) == (agent.name, False)


@pytest.mark.parametrize("kind", [Kind.HABILITATION, Kind.RIB])
def test_the_author_is_told_that_an_agent_wrote(world: World, agent: Actor, opens: Opens, kind: Kind) -> None:
    place = factories.an_establishment(world)
    author = factories.a_member(world, place)
    says(world, agent, opens(author, kind, place, title="Ma demande"), "Il manque la page 2.")
    (mail,) = world.rows("SELECT recipient, subject, text FROM mails")
    assert (mail.recipient, mail.subject) == (author.email, "Ma demande\u202f: un message vous attend")
    assert "page 2" not in mail.text


def test_opening_the_demande_closes_the_notice_of_the_message(world: World, agent: Actor, opens: Opens) -> None:
    place = factories.an_establishment(world)
    author = factories.a_member(world, place)
    reference = opens(author, Kind.RIB, place)
    says(world, agent, reference, "Bonjour")
    world.do(following.dossier, author, reference)
    assert world.rows("SELECT 1 FROM notices WHERE read_at IS NULL") == []


def test_a_message_keeps_its_line_breaks(world: World, person: Actor, reference: str) -> None:
    world.do(following.write, person, reference, "  Bonjour,\n\nvoici le Kbis.  ")
    assert bodies(world, person, reference) == ["Bonjour,\n\nvoici le Kbis."]


@pytest.mark.parametrize("text", ["", " \n\t ", "x" * (cases.LONGEST_MESSAGE + 1)])
def test_an_empty_or_endless_message_is_refused_by_its_field(
    world: World, person: Actor, reference: str, text: str
) -> None:
    with pytest.raises(FormError) as refusal:
        world.do(following.write, person, reference, text)
    assert set(refusal.value.fields) == {"message"}


def test_a_stranger_cannot_write(world: World, reference: str) -> None:
    with pytest.raises(NotFoundError):
        world.do(following.write, factories.an_account(world), reference, "Bonjour")
