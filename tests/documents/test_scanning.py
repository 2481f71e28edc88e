"""A document that was not scanned is opened by nobody, and one that harms never is."""

from datetime import UTC, datetime

import pytest

from espace_factures.adapters.antivirus import Clamd
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.ports import AntivirusUnavailableError
from espace_factures.demandes.service import documents
from espace_factures.documents import rules as documents_rules
from espace_factures.documents import service as documents_service
from espace_factures.documents.models import Document
from espace_factures.documents.presenter import document_rows, file_rows
from espace_factures.documents.rules import DocumentRole, Scan
from tests import factories
from tests.adapters.clamd import EICAR, an_antivirus
from tests.conftest import World
from tests.loops import finished
from tests.servers import free_port

HARMFUL = factories.a_pdf("Facture") + b"\n%" + EICAR + b"\n"


@pytest.fixture
def person(world: World) -> Actor:
    """Somebody who sends documents."""
    return factories.an_account(world)


def sends(person: Actor, content: bytes) -> Document:
    """One upload."""
    return finished(documents_service.receive(person, DocumentRole.PROOF, "facture.pdf", content)).document


def jobs(world: World) -> list[int]:
    """The documents that wait for a scan."""
    rows = world.rows("SELECT args FROM procrastinate_jobs WHERE task_name = 'documents.scan'")
    return [row[0]["document_id"] for row in rows]


def test_without_an_antivirus_a_document_opens_as_ever(world: World, person: Actor) -> None:
    document = sends(person, factories.a_pdf())
    assert document.scan is Scan.NOT_ASKED
    assert finished(documents.serve(person, document.public_id)).content
    assert jobs(world) == []


def test_a_clean_document_opens_at_once(world: World, person: Actor) -> None:
    with an_antivirus() as server:
        world.use(antivirus=Clamd(server.url))
        document = sends(person, factories.a_pdf())
    assert document.scan is Scan.CLEAN
    assert finished(documents.serve(person, document.public_id)).content
    assert jobs(world) == []


def test_one_that_harms_is_refused_in_a_sentence_and_leaves_nothing(world: World, person: Actor) -> None:
    with an_antivirus() as server:
        world.use(antivirus=Clamd(server.url))
        with pytest.raises(FormError) as refused:
            sends(person, HARMFUL)
    assert refused.value.fields == {"document": documents_rules.INFECTED}
    assert world.rows("SELECT 1 FROM documents") == []


def test_while_the_antivirus_is_away_a_document_waits_and_nobody_opens_it(world: World, person: Actor) -> None:
    port = free_port()
    world.use(antivirus=Clamd(f"tcp://127.0.0.1:{port}"))
    document = sends(person, factories.a_pdf())
    for asked in (documents.serve(person, document.public_id), documents.picture(person, document.public_id, 1)):
        with pytest.raises(NotFoundError, match="en cours d’analyse"):
            finished(asked)
    (waiting,) = jobs(world)
    with pytest.raises(AntivirusUnavailableError):
        finished(documents_service.scan_again(waiting))
    with an_antivirus(port):
        finished(documents_service.scan_again(waiting))
    assert finished(documents.serve(person, document.public_id)).content


def test_one_found_to_harm_later_never_opens_and_its_person_is_told_once(world: World, person: Actor) -> None:
    port = free_port()
    world.use(antivirus=Clamd(f"tcp://127.0.0.1:{port}"))
    document = sends(person, HARMFUL)
    with an_antivirus(port):
        for _ in range(2):
            finished(documents_service.scan_again(document.id))
    with pytest.raises(NotFoundError, match="programme malveillant"):
        finished(documents.serve(person, document.public_id))
    assert world.rows("SELECT recipient, subject FROM mails") == [(person.email, "Un de vos documents est bloqué")]
    assert world.rows("SELECT action FROM audit_entries WHERE action = 'file.infected'")


def test_a_setting_taken_away_lets_nothing_out(world: World, person: Actor) -> None:
    world.use(antivirus=Clamd(f"tcp://127.0.0.1:{free_port()}"))
    document = sends(person, factories.a_pdf())
    world.use(antivirus=None)
    with pytest.raises(AntivirusUnavailableError):
        finished(documents_service.scan_again(document.id))
    with pytest.raises(NotFoundError):
        finished(documents.serve(person, document.public_id))


def test_a_document_that_waits_does_not_exist_for_the_others(world: World, person: Actor) -> None:
    world.use(antivirus=Clamd(f"tcp://127.0.0.1:{free_port()}"))
    document = sends(person, factories.a_pdf())
    with pytest.raises(NotFoundError, match="introuvable"):
        finished(documents.serve(factories.an_account(world), document.public_id))


@pytest.mark.parametrize("scan", sorted(documents_rules.HELD))
def test_the_page_says_why_a_document_does_not_open_and_draws_no_page_of_it(scan: Scan) -> None:
    document = Document(
        public_id="x", account_id=1, role="piece", name="a.pdf", media_type="application/pdf", size=1, pages=2,
        sha256="", storage_key="", created_at=datetime.now(UTC), scan=scan,
    )  # fmt: skip
    (paper,), (file,) = document_rows([document]), file_rows([document])
    assert (paper.pictures, paper.held, file.held) == ([], documents_rules.HELD[scan], documents_rules.HELD[scan])
