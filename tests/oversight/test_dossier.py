"""The dossier of an invoice holds what was sent, decided, said and looked at; only who instructs it takes it."""

import csv
import hashlib
import io
from zipfile import ZipFile

import pytest

from espace_factures.core import sheets
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import ForbiddenError, NotFoundError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.invoices.rules import Status
from espace_factures.oversight.presenter.dossier import files, paths
from espace_factures.oversight.service import dossier
from tests import factories
from tests.invoices.conftest import Office
from tests.loops import finished


async def _taken(actor: Actor, reference: str) -> bytes:
    whole = await dossier.open_dossier(actor, reference)
    return b"".join([part async for part in dossier.parts(whole, files(whole), paths(whole.served))])


def taken(office: Office, reference: str, actor: Actor | None = None) -> ZipFile:
    """The ZIP as its reader opens it."""
    return ZipFile(io.BytesIO(finished(_taken(actor or office.agent, reference))))


def rows(archive: ZipFile, name: str) -> list[dict[str, str]]:
    """A table of the ZIP."""
    text = archive.read(name).decode().removeprefix(sheets.MARK)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.fixture
def reference(office: Office) -> str:
    """An invoice that was rejected, after some words."""
    found = office.deposits()
    office.world.do(deciding.say, office.agent, Kind.INVOICE, found, "=Bonjour")
    office.world.do(deciding.say, office.agent, Kind.INVOICE, found, "Entre nous", is_internal=True)
    office.decides(found, Status.REJECTED, reason="DOUBLON", comment="Déjà déposée.")
    return found


def test_a_dossier_is_whole_and_its_digests_are_those_of_its_files(office: Office, reference: str) -> None:
    archive = taken(office, reference)
    assert archive.testzip() is None
    digests = dict(line.split("  ")[::-1] for line in archive.read("empreintes.txt").decode().splitlines())
    assert list(digests) == ["documents/facture.pdf"]
    for path, digest in digests.items():
        assert hashlib.sha256(archive.read(path)).hexdigest() == digest
    assert office.row(reference).number in archive.read("LISEZMOI.txt").decode()


def test_it_says_each_decision_with_its_reason(office: Office, reference: str) -> None:
    said = rows(taken(office, reference), "decisions.csv")
    assert [row["Statut"] for row in said] == ["Déposée", "Rejetée"]
    assert (said[1]["Code du motif"], said[1]["Message"]) == ("DOUBLON", "Déjà déposée.")


def test_internal_notes_stay_and_no_word_is_a_formula(office: Office, reference: str) -> None:
    archive = taken(office, reference)
    assert [row["Message"] for row in rows(archive, "messages.csv")] == ["'=Bonjour"]
    assert not any("Entre nous" in archive.read(name).decode(errors="ignore") for name in archive.namelist())


def test_it_holds_its_part_of_the_log_its_own_leaving_included(office: Office, reference: str) -> None:
    office.deposits()
    codes = [row["Code"] for row in rows(taken(office, reference), "journal.csv")]
    assert codes == ["facture.deposited", "demandes.message", "demandes.note", "facture.status"]
    again = [row["Code"] for row in rows(taken(office, reference), "journal.csv")]
    assert again == [*codes, "dossier.taken"]


def test_a_document_that_is_no_more_in_the_storage_is_said(office: Office, reference: str) -> None:
    key = office.world.rows(
        "SELECT storage_key FROM documents JOIN demandes d ON d.id = demande_id WHERE d.reference = :r", r=reference
    )[0].storage_key
    office.world.outside.files.delete(key)
    assert "documents/facture.pdf.absent.txt" in taken(office, reference).namelist()


@pytest.mark.parametrize("role", [Role.HABILITATION_AGENT, Role.ADMIN])
def test_who_does_not_review_invoices_takes_none(office: Office, reference: str, role: Role) -> None:
    with pytest.raises(ForbiddenError):
        taken(office, reference, factories.an_agent(office.world, role))


def test_what_an_agent_does_not_instruct_does_not_exist(office: Office, reference: str) -> None:
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, factories.a_direction(office.world))
    for someone, wanted in ((stranger, reference), (office.agent, "EF-2026-999999"), (office.agent, "")):
        with pytest.raises(NotFoundError):
            taken(office, wanted, someone)
    assert office.world.rows("SELECT * FROM audit_entries WHERE action = 'dossier.taken'") == []
