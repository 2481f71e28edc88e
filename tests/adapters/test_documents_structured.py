"""What an invoice in XML says is read in the portal's terms, and what does not hold together is said."""

from datetime import date

import pytest

from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.documents import DocumentKind, ReadInvoice
from tests.adapters.documents_given import a_cii, a_pdf, a_sample, a_ubl

JPEG = b"\xff\xd8\xff\xe0" + bytes(50) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + b"\x00\x00\x00\x00IEND\xaeB`\x82"


def read(content: bytes) -> ReadInvoice:
    return SubprocessReader().read(content, "facture")


def said(content: bytes) -> set[tuple[str, str]]:
    return {(finding.code, finding.field) for finding in read(content).findings}


def test_a_ubl_invoice_is_read_whole() -> None:
    invoice = read(a_ubl())
    assert (invoice.kind, invoice.number, invoice.issued_on) == (DocumentKind.UBL, "F-12/2026", date(2026, 11, 3))
    assert (invoice.total_ht, invoice.total_ttc, invoice.taxes) == (120_000, 126_000, (("6", 6_000),))
    assert (invoice.iban, invoice.order_number) == ("FR7617499000101234567890102", "BC-7")
    assert (invoice.seller_name, invoice.seller_ridet) == ("EXEMPLE SARL", "0047688001")


def test_a_ubl_credit_note_is_one_by_its_root() -> None:
    assert read(a_ubl("CreditNote", "381")).is_credit_note


@pytest.mark.parametrize("code", ["381", "261", "396", "83"])
def test_a_credit_note_is_one_by_its_code(code: str) -> None:
    assert read(a_cii((">380<", f">{code}<"))).is_credit_note


@pytest.mark.parametrize("code", ["384", "386", "389"])
def test_a_corrected_prepaid_or_self_billed_invoice_is_still_an_invoice(code: str) -> None:
    assert not read(a_cii((">380<", f">{code}<"))).is_credit_note


def test_amounts_written_with_zero_cents_are_francs() -> None:
    assert read(a_cii((">161500<", ">161500.00<"))).total_ttc == 161_500


def test_an_amount_with_cents_is_no_amount_in_francs() -> None:
    content = a_cii((">161500<", ">161500.50<"))
    assert read(content).total_ttc is None
    assert ("MONTANT_ERR", "total_ttc") in said(content)


def test_a_tax_one_franc_off_its_base_is_let_through() -> None:
    assert said(a_cii((">5500<", ">5501<"), (">11500<", ">11501<"), (">161500<", ">161501<"))) == set()


def test_a_tax_two_francs_off_its_base_is_questioned() -> None:
    content = a_cii((">5500<", ">5502<"), (">11500<", ">11502<"), (">161500<", ">161502<"))
    assert said(content) == {("CALCUL_ERR", "tgc_11")}


def test_taxes_by_rate_that_do_not_make_the_tax_are_questioned() -> None:
    assert ("CALCUL_ERR", "document") in said(a_cii((">5500<", ">5501<")))


def test_a_missing_number_is_asked_for() -> None:
    assert ("NON_CONFORME", "number") in said(a_cii(("<ram:ID>F2026-0001</ram:ID>", "")))


def test_a_day_that_does_not_exist_is_asked_for() -> None:
    content = a_cii((">20261103<", ">20261131<"))
    assert read(content).issued_on is None
    assert ("NON_CONFORME", "issued_on") in said(content)


def test_an_unknown_currency_gives_no_amount() -> None:
    content = a_cii(("<ram:InvoiceCurrencyCode>XPF<", "<ram:InvoiceCurrencyCode>USD<"))
    assert read(content).total_ttc is None
    assert ("currency", "total_ttc") in said(content)


def test_several_accounts_are_pointed_out() -> None:
    account = "<ram:IBANID>FR7617499000101234567890102</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>"
    means = "</ram:SpecifiedTradeSettlementPaymentMeans>"
    second = account.replace("FR7617499000101234567890102", "FR1420041010050500013M02606")
    again = f"{means}<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode>"
    content = a_cii(
        (account + means, f"{account}{again}<ram:PayeePartyCreditorFinancialAccount>{second}{means}"),
    )
    assert read(content).iban == "FR7617499000101234567890102"
    assert said(content) == {("COORD_BANC_ERR", "iban")}


def test_a_comment_inside_an_amount_does_not_cut_it() -> None:
    assert read(a_cii((">161500<", ">1615<!-- -->00<"))).total_ttc == 161_500


def test_another_identifier_than_the_ridet_is_not_taken_for_one() -> None:
    assert read(a_cii(('schemeID="0228"', 'schemeID="0002"'))).seller_ridet is None


def test_an_xml_in_utf_16_is_read() -> None:
    text = a_ubl().decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert read(text.encode("utf-16")).number == "F-12/2026"


@pytest.mark.parametrize("name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "zugferd-invoice.xml", "xrechnung.xml"])
def test_the_data_are_found_under_every_name_in_use(name: str) -> None:
    invoice = read(a_pdf("Facture", attached={"annexe.txt": b"rien", name: a_sample("nc_facturx.xml")}))
    assert (invoice.kind, invoice.number) == (DocumentKind.FACTURX, "F2026-0001")


def test_the_ancestor_zugferd_1_is_read_too() -> None:
    xml = """<i:CrossIndustryDocument xmlns:i="urn:ferd:CrossIndustryDocument:invoice:1p0" xmlns="x">
    <i:HeaderExchangedDocument><ID>Z-1</ID><TypeCode>380</TypeCode>
    <IssueDateTime><DateTimeString format="102">20261103</DateTimeString></IssueDateTime></i:HeaderExchangedDocument>
    <i:SpecifiedSupplyChainTradeTransaction><ApplicableSupplyChainTradeSettlement>
    <InvoiceCurrencyCode>XPF</InvoiceCurrencyCode><SpecifiedTradeSettlementMonetarySummation>
    <TaxBasisTotalAmount>100</TaxBasisTotalAmount><GrandTotalAmount>106</GrandTotalAmount>
    </SpecifiedTradeSettlementMonetarySummation></ApplicableSupplyChainTradeSettlement>
    </i:SpecifiedSupplyChainTradeTransaction></i:CrossIndustryDocument>"""
    invoice = read(a_pdf(attached={"ZUGFeRD-invoice.xml": xml.encode()}))
    assert (invoice.number, invoice.issued_on) == ("Z-1", date(2026, 11, 3))
    assert (invoice.total_ht, invoice.total_ttc) == (100, 106)


def test_unreadable_data_leave_the_pdf_to_its_text() -> None:
    invoice = read(a_pdf("Facture n° F-7", attached={"factur-x.xml": b"<a>"}))
    assert (invoice.kind, invoice.number, invoice.source) == (DocumentKind.PDF, "F-7", "text")
    assert invoice.findings[0].code == "IRR_SYNTAX"


@pytest.mark.parametrize(("content", "media_type"), [(JPEG, "image/jpeg"), (PNG, "image/png")])
def test_a_photo_is_accepted_and_nothing_is_read_in_it(content: bytes, media_type: str) -> None:
    invoice = read(content)
    assert (invoice.kind, invoice.media_type, invoice.source) == (DocumentKind.IMAGE, media_type, "")
    assert [finding.code for finding in invoice.findings] == ["nothing_read"]
