"""The files of a conversation: they leave with a message, and those of an internal note never reach the usager."""

import pytest
from sqlalchemy import text

from espace_factures.app import limits
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.models import Demande
from espace_factures.demandes.presenter import message_rows
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import cases, documents, following
from espace_factures.documents import service as documents_service
from espace_factures.documents.presenter import document_rows, size_words
from espace_factures.documents.rules import DocumentRole
from espace_factures.organisation.service import changing, parameters
from tests import factories
from tests.conftest import World
from tests.demandes.conftest import Opens, Stores


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


def says(world: World, actor: Actor, reference: str, *files: str, text: str = "", is_internal: bool = False) -> None:
    """A message, as an agent's page sends it."""

    def use_case(uow, ports):
        demande = cases.readable(uow, actor, reference)
        cases.say(uow, ports, actor, demande, text, files=files, is_internal=is_internal)

    world.do(use_case)


def reads_as_agent(world: World, actor: Actor, reference: str) -> cases.Thread:
    """What an agent's page shows."""
    return world.do(lambda uow, _ports: cases.thread(uow, actor, cases.readable(uow, actor, reference), as_agent=True))


def is_served(world: World, actor: Actor, public_id: str) -> bool:
    """Whether the file, or a picture of it, leaves for the actor."""
    answers = []
    for use_case, more in ((documents.serve, ()), (documents.picture, (1,))):
        try:
            answers.append(bool(world.do(use_case, actor, public_id, *more)))
        except NotFoundError:
            answers.append(False)
    assert len(set(answers)) == 1, "the file and its picture are served to the same people"
    return answers[0]


def test_a_file_leaves_with_the_message_it_was_joined_to(
    world: World, person: Actor, reference: str, stores: Stores
) -> None:
    kbis = stores(person, "kbis.pdf")
    world.do(following.write, person, reference, "Voici le Kbis.", files=[kbis])
    dossier = world.do(following.dossier, person, reference)
    (row,) = message_rows(dossier.messages, person, dossier.documents)
    assert (row.body, [file.name for file in row.files]) == ("Voici le Kbis.", ["kbis.pdf"])


def test_a_joined_file_is_an_attachment_of_the_demande(
    world: World, person: Actor, reference: str, stores: Stores
) -> None:
    world.do(following.write, person, reference, "", files=[stores(person)])
    (kept,) = world.rows(
        "SELECT d.role, r.reference FROM documents d JOIN messages m ON m.id = d.message_id "
        "JOIN demandes r ON r.id = d.demande_id AND r.id = m.demande_id"
    )
    assert (kept.role, kept.reference) == (DocumentRole.ATTACHMENT, reference)


def test_a_file_needs_no_words(world: World, person: Actor, reference: str, stores: Stores) -> None:
    world.do(following.write, person, reference, "  ", files=[stores(person)])
    assert [message.body for message in world.do(following.dossier, person, reference).messages] == [""]


def test_nothing_at_all_is_refused_with_what_to_do(world: World, person: Actor, reference: str) -> None:
    with pytest.raises(FormError) as refusal:
        world.do(following.write, person, reference, " ")
    assert refusal.value.fields == {"message": "Écrivez votre message, ou joignez un fichier."}


def test_a_message_carries_five_files_at_most(world: World, person: Actor, reference: str) -> None:
    with pytest.raises(FormError) as refusal:
        world.do(following.write, person, reference, "", files=[str(number) for number in range(6)])
    assert refusal.value.fields["pieces"].startswith("Un message porte 5 fichiers au plus")


def test_how_many_files_a_message_carries_is_a_parameter(
    world: World, person: Actor, reference: str, stores: Stores
) -> None:
    world.do(changing.set_parameter, "files-a-message", "1", "", "")
    parameters.kept.forget()
    files = [stores(person), stores(person)]
    found = world.do(cases.ready_files, person, files)
    assert [document.public_id for document in found.documents] == files[:1]
    assert found.refusal.startswith("Un message porte un seul fichier au plus")
    with pytest.raises(FormError):
        world.do(following.write, person, reference, "", files=files)
    world.do(following.write, person, reference, "", files=files[:1])


def test_somebody_else_s_file_cannot_be_joined(
    world: World, person: Actor, agent: Actor, reference: str, stores: Stores
) -> None:
    with pytest.raises(FormError) as refusal:
        world.do(following.write, person, reference, "Bonjour", files=[stores(agent)])
    assert set(refusal.value.fields) == {"pieces"}


def test_a_message_whose_file_is_missing_does_not_leave(
    world: World, person: Actor, reference: str, stores: Stores
) -> None:
    with pytest.raises(FormError):
        world.do(following.write, person, reference, "Bonjour", files=[stores(person), "inconnu"])
    assert world.rows("SELECT 1 FROM messages") == world.rows("SELECT 1 FROM documents WHERE demande_id > 0") == []


def test_a_file_already_sent_cannot_be_sent_elsewhere(
    world: World, person: Actor, reference: str, opens: Opens, stores: Stores
) -> None:
    kbis = stores(person)
    world.do(following.write, person, reference, "", files=[kbis])
    with pytest.raises(FormError):
        world.do(following.write, person, opens(person, Kind.HABILITATION), "", files=[kbis])


def test_the_document_of_an_invoice_s_draft_is_not_an_attachment(
    world: World, person: Actor, reference: str, stores: Stores
) -> None:
    with pytest.raises(FormError):
        world.do(following.write, person, reference, "", files=[stores(person, role=DocumentRole.INVOICE)])


def test_only_ones_own_loose_files_are_ready_to_leave(
    world: World, person: Actor, agent: Actor, reference: str, stores: Stores
) -> None:
    sent, ready = stores(person, "parti.pdf"), stores(person, "prêt.pdf")
    world.do(following.write, person, reference, "", files=[sent])
    found = world.do(cases.ready_files, person, [sent, ready, ready, stores(agent), "inconnu"])
    assert [document.name for document in found.documents] == ["prêt.pdf"]


def test_the_usager_opens_the_file_of_an_agent_s_message(
    world: World, person: Actor, agent: Actor, reference: str, stores: Stores
) -> None:
    letter = stores(agent)
    says(world, agent, reference, letter)
    assert is_served(world, person, letter)


def test_the_file_of_a_message_is_not_served_to_a_stranger(
    world: World, person: Actor, reference: str, stores: Stores
) -> None:
    kbis = stores(person)
    world.do(following.write, person, reference, "", files=[kbis])
    assert not is_served(world, factories.an_account(world), kbis)


def test_the_file_of_an_internal_note_is_not_served_to_the_usager(
    world: World, person: Actor, agent: Actor, reference: str, stores: Stores
) -> None:
    note = stores(agent)
    says(world, agent, reference, note, is_internal=True)
    assert not is_served(world, person, note)


def test_the_file_of_an_internal_note_is_not_listed_to_the_usager(
    world: World, person: Actor, agent: Actor, reference: str, stores: Stores
) -> None:
    says(world, agent, reference, stores(agent, "secret.pdf"), is_internal=True)
    dossier = world.do(following.dossier, person, reference)
    assert (document_rows(dossier.documents), message_rows(dossier.messages, person, dossier.documents)) == ([], [])


def test_the_files_of_a_demande_leave_internal_ones_out_unless_asked(
    world: World, agent: Actor, reference: str, stores: Stores
) -> None:
    says(world, agent, reference, stores(agent), is_internal=True)

    def documents(uow, _ports):
        return demandes_repository.documents(uow.session, cases.readable(uow, agent, reference).id)

    assert list(world.do(documents)) == []


@pytest.mark.parametrize("kind", [Kind.RIB, Kind.INVOICE])
def test_the_file_of_an_internal_note_is_not_served_to_the_members_of_the_establishment(
    world: World, opens: Opens, stores: Stores, kind: Kind
) -> None:
    place, direction = factories.an_establishment(world), factories.a_direction(world)
    author, colleague = factories.a_member(world, place), factories.a_member(world, place)
    agent = factories.an_account(world, Role.HABILITATION_AGENT, Role.ACCOUNTANT)
    note = stores(agent)
    says(world, agent, opens(author, kind, place, direction=direction), note, is_internal=True)
    assert [is_served(world, member, note) for member in (author, colleague)] == [False, False]


def test_the_file_of_an_internal_note_is_served_to_the_other_agents(
    world: World, agent: Actor, reference: str, stores: Stores
) -> None:
    note = stores(agent)
    says(world, agent, reference, note, is_internal=True)
    assert is_served(world, factories.an_agent(world, Role.HABILITATION_AGENT), note)


def test_the_file_of_an_internal_note_is_shown_with_it_to_the_other_agents(
    world: World, agent: Actor, reference: str, stores: Stores
) -> None:
    says(world, agent, reference, stores(agent, "note.pdf"), text="À surveiller", is_internal=True)
    other = factories.an_agent(world, Role.HABILITATION_AGENT)
    thread = reads_as_agent(world, other, reference)
    (row,) = message_rows(thread.messages, other, thread.documents)
    assert (row.is_internal, [file.name for file in row.files]) == (True, ["note.pdf"])


def test_an_agent_reads_no_internal_note_about_his_own_demande(
    world: World, agent: Actor, opens: Opens, stores: Stores
) -> None:
    applicant = factories.an_agent(world, Role.HABILITATION_AGENT)
    own, note = opens(applicant, Kind.HABILITATION), stores(agent)
    says(world, agent, own, note, text="C’est un collègue", is_internal=True)
    thread = reads_as_agent(world, applicant, own)
    assert (list(thread.messages), list(thread.documents), is_served(world, applicant, note)) == ([], [], False)


def test_an_agent_of_another_trade_is_not_served_the_file_of_an_internal_note(
    world: World, agent: Actor, reference: str, stores: Stores
) -> None:
    note = stores(agent)
    says(world, agent, reference, note, is_internal=True)
    assert not is_served(world, factories.an_agent(world, Role.ACCOUNTANT), note)


def test_the_papers_of_the_demande_come_before_the_files_of_its_messages(
    world: World, person: Actor, agent: Actor, reference: str, stores: Stores
) -> None:
    """The first one is what agents compare with the numbers of a RIB: an older file must not take its place."""
    older, proof = stores(person, "ancien.pdf"), stores(person, "justificatif.pdf")

    def takes(uow, _ports):
        demande: Demande = cases.readable(uow, person, reference)
        documents_service.take_document(uow, person, proof, demande.id, "proof")

    world.do(takes)
    world.do(following.write, person, reference, "", files=[older])
    names = [row.name for row in document_rows(reads_as_agent(world, agent, reference).documents)]
    assert names == ["justificatif.pdf", "ancien.pdf"]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "1\u00a0ko"),
        (340_400, "340\u00a0ko"),
        (999_499, "999\u00a0ko"),
        (999_500, "1,0\u00a0Mo"),
        (1_240_000, "1,2\u00a0Mo"),
        (25_000_000, "25,0\u00a0Mo"),
    ],
)
def test_a_size_is_told_in_french(size: int, words: str) -> None:
    assert size_words(size) == words


def test_an_account_sends_so_many_files_a_day(world: World) -> None:
    person = factories.an_account(world)
    with world.engine.begin() as connection:
        key, ends = f"documents:{person.account_id}", world.clock.now() + limits.DAY
        connection.execute(text("INSERT INTO rate_buckets VALUES (:k, :e, :h)"), {"k": key, "e": ends, "h": 500})
    with pytest.raises(FormError, match="Corrigez"):
        world.do(documents_service.receive, person, DocumentRole.PROOF, "un.pdf", factories.a_pdf())
    world.clock.advance(days=1)
    assert world.do(documents_service.receive, person, DocumentRole.PROOF, "un.pdf", factories.a_pdf())
