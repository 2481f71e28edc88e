"""What an invoice in XML says is read in the portal's terms, and what does not hold together is said."""

from datetime import date

import pytest

from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.documents import DocumentKind, Level, ReadInvoice
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


@pytest.mark.parametrize(
    "written", ["161500.00000000", "161500.", "+161500", "000161500.0", " 161500 ", "161500.000000000000000000"]
)
def test_every_way_to_write_a_decimal_is_read(written: str) -> None:
    content = a_cii((">161500<", f">{written}<"))
    assert read(content).total_ttc == 161_500
    assert ("MONTANT_ERR", "total_ttc") not in said(content)


def test_a_case_with_eight_decimals_is_read_without_a_remark() -> None:
    invoice = read(a_sample("cases/C06-huit-decimales.xml"))
    assert (invoice.total_ht, invoice.total_ttc, invoice.taxes) == (150_000, 166_500, (("11", 16_500),))
    assert invoice.findings == ()


@pytest.mark.parametrize(
    "written", ["161 500", "161500,00", "1.615E5", "161.500,00", "cent mille", "١٦١٥٠٠", "NaN", "."]
)
def test_a_total_that_is_there_and_cannot_be_read_is_said(written: str) -> None:
    invoice = read(a_cii((">161500<", f">{written}<")))
    assert invoice.total_ttc is None
    assert [finding.message for finding in invoice.findings if finding.field == "total_ttc"] == [
        "Le total TTC écrit dans le document ne peut pas être lu\u202f: saisissez-le."
    ]


def test_a_total_that_is_not_there_is_asked_for() -> None:
    content = a_cii(("<ram:TaxBasisTotalAmount>150000</ram:TaxBasisTotalAmount>", ""))
    assert ("NON_CONFORME", "total_ht") in said(content)


def test_a_tax_that_cannot_be_read_is_said() -> None:
    content = a_cii((">5500<", ">5 500<"))
    assert ("MONTANT_ERR", "tgc_11") in said(content)
    assert read(content).taxes == (("6", 6_000),)


@pytest.mark.parametrize("written", ["26/11/03", "0026-11-03", "hier"])
def test_a_date_that_is_there_and_cannot_be_read_is_said(written: str) -> None:
    invoice = read(a_ubl().replace(b"2026-11-03+11:00", written.encode()))
    messages = [finding.message for finding in invoice.findings if finding.field == "issued_on"]
    assert messages == ["La date écrite dans le document ne peut pas être lue\u202f: saisissez celle de la facture."]


@pytest.mark.parametrize("written", ["202611031530", "20261103153059"])
def test_a_date_that_goes_on_with_the_hour_is_a_day(written: str) -> None:
    assert read(a_cii((">20261103<", f">{written}<"))).issued_on == date(2026, 11, 3)


@pytest.mark.parametrize("written", ["xpf", "Xpf", "CFP", "F CFP", "cfp", "FCFP", " XPF "])
def test_the_franc_is_known_by_all_its_names(written: str) -> None:
    invoice = read(a_ubl(currency=written))
    assert (invoice.currency, invoice.total_ttc, invoice.taxes) == ("XPF", 126_000, (("6", 6_000),))
    assert not {finding.code for finding in invoice.findings} & {"currency", "MONTANT_ERR"}


def test_another_currency_is_written_in_capitals() -> None:
    invoice = read(a_ubl(currency="eur"))
    assert (invoice.currency, invoice.total_ttc) == ("EUR", None)


def test_taxes_repeated_in_another_currency_are_not_added() -> None:
    invoice = read(a_sample("cases/C14-deux-taxtotal.xml"))
    assert (invoice.total_ttc, invoice.taxes, invoice.findings) == (166_500, (("11", 16_500),), ())


def test_taxes_in_another_currency_first_are_not_taken() -> None:
    euros = (
        '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">50.28</cbc:TaxAmount><cac:TaxSubtotal>'
        "<cbc:TaxableAmount>838</cbc:TaxableAmount><cbc:TaxAmount>50.28</cbc:TaxAmount><cac:TaxCategory>"
        "<cbc:ID>S</cbc:ID><cbc:Percent>6</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>"
    )
    content = a_ubl().decode().replace("<cac:TaxTotal>", euros + "<cac:TaxTotal>", 1).encode()
    assert read(content).taxes == (("6", 6_000),)
    assert not {code for code, _ in said(content)} & {"CALCUL_ERR", "MONTANT_ERR"}


def test_the_total_is_the_one_of_the_invoice_s_own_currency() -> None:
    first = '<ram:GrandTotalAmount currencyID="EUR">1353.37</ram:GrandTotalAmount><ram:GrandTotalAmount'
    assert read(a_cii(("<ram:GrandTotalAmount", first))).total_ttc == 161_500


@pytest.mark.parametrize("name", ["C01-avoir-381-positif.xml", "C02-avoir-381-negatif.xml"])
def test_a_credit_note_says_in_one_sentence_what_to_do(name: str) -> None:
    invoice = read(a_sample(f"cases/{name}"))
    assert invoice.is_credit_note
    assert [(finding.code, finding.level) for finding in invoice.findings] == [("credit_note", Level.INFO)]


def test_an_invoice_below_zero_is_a_credit_note_whatever_it_says() -> None:
    negative = a_cii((">161500<", ">-161500<"), (">150000<", ">-150000<"))
    assert read(negative).is_credit_note


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
