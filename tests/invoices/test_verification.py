"""A structured invoice is held against EN 16931 after its deposit, and its agents see what it breaks."""

from pathlib import Path

import pytest

from espace_factures.core.ports import RulesUnavailableError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.invoices.deposit import jobs as deposit_jobs
from espace_factures.invoices.deposit.service import deposits, drafts
from tests.adapters.documents_given import a_long_ubl
from tests.invoices.conftest import Office
from tests.loops import finished


def deposited(office: Office, samples: Path, name: str) -> str:
    """A deposit made from a sample."""
    draft = office.world.do(drafts.start_draft, office.supplier, name, (samples / name).read_bytes())
    return office.world.do(deposits.deposit_invoice, office.supplier, draft, office.form())


def queued(office: Office) -> set[str]:
    """The names of the jobs that wait."""
    return {row.task_name for row in office.world.rows("SELECT task_name FROM procrastinate_jobs")}


def test_a_structured_invoice_is_verified_and_a_plain_one_is_not(office: Office, samples: Path) -> None:
    deposited(office, samples, "plain_fr_fibre.pdf")
    assert "invoices.verify" not in queued(office)
    deposited(office, samples, "nc_facturx.xml")
    assert "invoices.verify" in queued(office)


def test_the_agent_sees_what_the_invoice_breaks_and_the_supplier_does_not(office: Office, samples: Path) -> None:
    reference = deposited(office, samples, "nc_wrong_total.xml")
    before = office.world.do(dossiers.agent_dossier, office.agent, Kind.INVOICE, reference).panel.signals
    finished(deposit_jobs.verify(reference))
    after = office.world.do(dossiers.agent_dossier, office.agent, Kind.INVOICE, reference).panel.signals
    assert len(after) > len(before)
    assert office.world.do(dossiers.person_dossier, office.supplier, Kind.INVOICE, reference).panel.signals == ()


def test_a_sound_invoice_gets_no_finding(office: Office, samples: Path) -> None:
    reference = deposited(office, samples, "nc_facturx.xml")
    before = office.row(reference).findings
    finished(deposit_jobs.verify(reference))
    assert office.row(reference).findings == before


def test_the_agent_is_told_of_an_invoice_too_long_to_be_verified(office: Office, samples: Path) -> None:
    reference = deposited(office, samples, "nc_facturx.xml")
    before = office.row(reference).findings
    key = office.world.rows("SELECT storage_key FROM documents")[0].storage_key
    sound = office.world.outside.files.read(key)
    office.world.outside.files.put(key, a_long_ubl(1_001, 1))
    with pytest.raises(RulesUnavailableError):
        finished(deposit_jobs.verify(reference))
    assert [one["code"] for one in office.row(reference).findings] == [*(one["code"] for one in before), "not_verified"]
    office.world.outside.files.put(key, sound)
    finished(deposit_jobs.verify(reference))
    assert office.row(reference).findings == before
