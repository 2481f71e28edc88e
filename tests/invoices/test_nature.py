"""A credit note is never payable, and an invoice in somebody else's name is seen by everybody."""

from pathlib import Path

import pytest

from espace_factures.core.documents import Level
from espace_factures.core.errors import DomainError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.invoices.deposit.service import deposits, drafting, drafts
from espace_factures.invoices.following.service.signals import observed
from tests.adapters.documents_given import a_cii, a_pdf, a_ubl
from tests.invoices.conftest import Office

SENTENCE = (
    "Ce document est un avoir, qui ne se paie pas\u202f: choisissez «\u202fAvoir\u202f» pour nature du document, et la "
    "facture qu’il corrige."
)
CREDIT_NOTES = {
    "CII, positive": a_cii((">380<", ">381<")),
    "CII, negative": a_cii((">380<", ">381<"), (">161500<", ">-161500<"), (">150000<", ">-150000<")),
    "CII, an invoice below zero": a_cii((">161500<", ">-161500<"), (">150000<", ">-150000<")),
    "UBL, its own root": a_ubl("CreditNote", "381"),
    "UBL, an invoice's root": a_ubl(type_code="381"),
    "Factur-X": a_pdf("Facture", attached={"factur-x.xml": a_cii((">380<", ">381<"))}),
    "words of a PDF": a_pdf("AVOIR n° A-3", "sur facture n° F-12", "Total TTC 161 500 F CFP"),
}


def dropped(office: Office, content: bytes) -> str:
    return office.world.do(drafts.start_draft, office.supplier, "document", content)


def sent(office: Office, draft: str, **typed: object) -> str:
    return office.world.do(deposits.deposit_invoice, office.supplier, draft, office.form(**typed))


def noted(office: Office, draft: str) -> list[tuple[Level, str]]:
    page = office.world.do(drafting.open_draft, office.supplier, draft)
    return [(found.level, found.message) for found in page.now.warnings if found.code == "CREANCIER_ERR"]


@pytest.mark.parametrize("content", CREDIT_NOTES.values(), ids=CREDIT_NOTES.keys())
def test_a_credit_note_never_becomes_an_invoice_and_says_how_to_proceed(office: Office, content: bytes) -> None:
    draft = dropped(office, content)
    with pytest.raises(DomainError) as refused:
        sent(office, draft)
    assert (refused.value.sentence, refused.value.code) == (SENTENCE, "credit-note")
    assert office.world.rows("SELECT 1 FROM invoices UNION ALL SELECT 1 FROM mails") == []


def test_what_is_typed_in_a_draft_does_not_make_an_invoice_of_a_credit_note(office: Office) -> None:
    draft = dropped(office, CREDIT_NOTES["UBL, its own root"])
    office.world.do(drafts.save_fields, office.supplier, draft, {"number": "F-1", "findings": "", "nature": "facture"})
    with pytest.raises(DomainError, match="avoir"):
        sent(office, draft, number="F-1")


def test_an_invoice_that_mentions_a_credit_note_is_sent(office: Office) -> None:
    assert sent(office, dropped(office, a_pdf("Facture n° F-12", "moins avoir n° A-3")))


def test_the_invoice_of_another_enterprise_warns_and_is_a_severe_alert(office: Office) -> None:
    content = a_cii(("0047688001", "1234567001"), ("EXEMPLE SARL", "Autre Société SARL"))
    draft = dropped(office, content)
    ((level, sentence),) = noted(office, draft)
    assert level is Level.ERROR
    assert "«\u202fAutre Société SARL\u202f» (RIDET 1\u202f234\u202f567.001)" in sentence
    reference = sent(office, draft)
    agent = office.world.do(dossiers.agent_dossier, office.agent, Kind.INVOICE, reference).panel
    assert [signal.is_severe for signal in agent.signals if signal.sentence == observed(sentence)] == [True]
    assert office.world.do(dossiers.person_dossier, office.supplier, Kind.INVOICE, reference).panel.signals == ()


def test_the_invoice_of_another_place_of_the_enterprise_only_warns(office: Office) -> None:
    other = f"{office.place.ridet[:7]}999"
    ((level, _),) = noted(office, dropped(office, a_cii(("0047688001", other))))
    assert level is Level.WARNING


def test_a_ridet_read_in_a_text_only_warns(office: Office) -> None:
    ((level, sentence),) = noted(office, dropped(office, a_pdf("Facture n° F-12", "RIDET 1 234 567.001")))
    assert level is Level.WARNING
    assert "l’établissement de RIDET 1\u202f234\u202f567.001" in sentence


def test_another_name_without_a_ridet_only_warns(office: Office) -> None:
    content = a_cii(('schemeID="0228"', 'schemeID="0002"'), ("EXEMPLE SARL", "Autre Société SARL"))
    ((level, _),) = noted(office, dropped(office, content))
    assert level is Level.WARNING


def test_the_invoice_of_the_establishment_itself_says_nothing(office: Office) -> None:
    assert noted(office, dropped(office, a_cii(("0047688001", office.place.ridet)))) == []


def test_the_cases_of_the_shared_samples_are_refused_or_warned(office: Office, samples: Path) -> None:
    for name in ("C01-avoir-381-positif.xml", "C02-avoir-381-negatif.xml"):
        with pytest.raises(DomainError, match="avoir"):
            sent(office, dropped(office, (samples / "cases" / name).read_bytes()))
    other = dropped(office, (samples / "cases" / "C05-autre-fournisseur.xml").read_bytes())
    assert [level for level, _ in noted(office, other)] == [Level.ERROR]
