"""The rules of EN 16931 are run for real, and what they find is said in French."""

import pytest

from espace_factures.adapters.documents.schematron import schematron_findings
from espace_factures.adapters.documents.schematron_child import MOST_LINES
from espace_factures.core.documents import Level
from espace_factures.core.ports import RulesUnavailableError
from tests.adapters.documents_given import a_cii, a_long_ubl, a_pdf, a_sample


def codes(content: bytes) -> list[str]:
    return [finding.code for finding in schematron_findings(content)]


@pytest.mark.parametrize("name", ["nc_facturx.xml", "nc_facturx.pdf", "ubl_en16931.xml", "facturx_fr_minimum.pdf"])
def test_a_sound_invoice_breaks_no_rule(name: str) -> None:
    assert codes(a_sample(name)) == []


def test_a_total_off_by_one_franc_breaks_the_rule_of_the_total() -> None:
    found = schematron_findings(a_sample("nc_wrong_total.xml"))
    assert ("BR-CO-15", "total_ttc", Level.WARNING) in [(item.code, item.field, item.level) for item in found]


def test_a_rid_registered_as_a_vat_number_breaks_its_rule() -> None:
    assert "BR-CO-09" in codes(a_cii(('schemeID="FC"', 'schemeID="VA"')))


def test_a_plain_pdf_has_no_rule_to_break() -> None:
    assert codes(a_pdf("Facture")) == []


def test_nothing_is_pretended_when_the_rules_could_not_be_run() -> None:
    with pytest.raises(RulesUnavailableError):
        schematron_findings(a_sample("nc_facturx.xml"), timeout=0.01)


def test_a_doctype_never_reaches_the_rules() -> None:
    with pytest.raises(RulesUnavailableError):
        schematron_findings(b"<!DOCTYPE x []>" + a_sample("nc_facturx.xml").split(b"?>", 1)[1].lstrip())


def test_a_long_invoice_is_verified_and_a_longer_one_is_not() -> None:
    assert "BR-16" not in codes(a_long_ubl(MOST_LINES, 1))
    with pytest.raises(RulesUnavailableError):
        schematron_findings(a_long_ubl(MOST_LINES + 1, 1))
