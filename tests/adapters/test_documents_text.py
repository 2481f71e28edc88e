"""A plain PDF's text gives what it says without ambiguity, and nothing else."""

from datetime import date

import pytest

from espace_factures.adapters.documents.plain_text import read_text
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.documents import ReadInvoice
from tests.adapters.documents_given import a_pdf, a_sample

INVOICE = (
    "EXEMPLE SARL",
    "10 rue de Sébastopol, 98800 Nouméa - RIDET 0 047 688.001",
    "Facture n° F2026-0042",
    "Date de facture : 03/11/2026",
    "Date d’échéance : 03/12/2026",
    "Bon de commande n° : BC-2026-000123",
    "Désignation Quantité Prix Montant",
    "Entretien des locaux 1 150 000 150 000",
    "Total HT 150 000 F CFP",
    "TGC 6 % 9 000",
    "Total TTC 159 000 F CFP",
    "IBAN : FR76 1749 9000 1012 3456 7890 102",
)


def read(*lines: str) -> ReadInvoice:
    return read_text("\n".join(lines), "application/pdf", 1, ())


def test_an_ordinary_invoice_is_read_from_its_pdf() -> None:
    invoice = SubprocessReader().read(a_pdf(*INVOICE), "facture.pdf")
    assert (invoice.number, invoice.issued_on, invoice.source) == ("F2026-0042", date(2026, 11, 3), "text")
    assert (invoice.currency, invoice.total_ht, invoice.total_ttc) == ("XPF", 150_000, 159_000)
    assert (invoice.iban, invoice.order_number) == ("FR7617499000101234567890102", "BC-2026-000123")
    assert [finding.code for finding in invoice.findings] == ["read_from_text"]


def test_a_pdf_without_text_is_accepted_unread() -> None:
    invoice = SubprocessReader().read(a_pdf(), "facture.pdf")
    assert (invoice.pages, invoice.source) == (1, "")
    assert [finding.code for finding in invoice.findings] == ["nothing_read"]


@pytest.mark.parametrize(
    "line",
    ["Facture n° F-12", "FACTURE N°F-12", "Facture No F-12", "Facture numéro : F-12", "N° de facture : F-12"],
)
def test_a_number_is_read_however_it_is_announced(line: str) -> None:
    assert read(line).number == "F-12"


@pytest.mark.parametrize("line", ["Facture n° de client 12", "Facture du mois", "Bon de livraison n° 12"])
def test_what_is_no_invoice_number_is_not_taken_for_one(line: str) -> None:
    assert read(line).number is None


def test_two_numbers_leave_the_choice_to_the_person() -> None:
    assert read("Facture n° F-12", "Facture n° F-13").number is None


def test_the_same_number_on_every_page_is_one_number() -> None:
    assert read("Facture n° F-12", "Facture n° F-12").number == "F-12"


@pytest.mark.parametrize(
    "line",
    [
        "Date de facture : 03/11/2026",
        "Date d'émission 3.11.2026",
        "Facture n° F-12 du 3 novembre 2026",
        "Facture du 03 Novembre 2026",
        "Nouméa, le 3 novembre 2026",
        "Date : 2026-11-03",
    ],
)
def test_a_date_is_read_however_it_is_written(line: str) -> None:
    assert read(line).issued_on == date(2026, 11, 3)


def test_the_first_of_the_month_is_a_day() -> None:
    assert read("Païta, le 1er août 2026").issued_on == date(2026, 8, 1)


@pytest.mark.parametrize("line", ["Date d’échéance : 03/12/2026", "Payable le 03/12/2026", "Date : 31/02/2026"])
def test_what_is_no_date_of_invoice_is_not_taken_for_one(line: str) -> None:
    assert read(line).issued_on is None


@pytest.mark.parametrize(
    "line",
    [
        "Total TTC : 161 500 XPF",
        "TOTAL TTC 161.500 F CFP",
        "Montant TTC (XPF) : 161500",
        "Net à payer 161 500 F.CFP",
        "Total T.T.C. en XPF 161 500,00",
    ],
)
def test_a_total_in_francs_is_read_however_it_is_written(line: str) -> None:
    assert read(line, "Montants en XPF").total_ttc == 161_500


@pytest.mark.parametrize(
    "lines",
    [
        ("Total TTC 161 500",),
        ("Total TTC 161 500 €",),
        ("Total TTC 161 500 XPF", "soit 1 353,37 €"),
        ("Total TTC 5 500 161 500", "Montants en XPF"),
        ("Total TTC 161 500 XPF", "Total TTC 20 000 XPF"),
        ("Total HT 100 000 XPF", "Total TTC 161 500 XPF"),
        ("Total TTC 161 500,50 XPF",),
    ],
)
def test_a_doubtful_total_is_left_to_the_person(lines: tuple[str, ...]) -> None:
    assert read(*lines).total_ttc is None


@pytest.mark.parametrize(
    "line",
    [
        "Facture n° 2026 0457",
        "Facture n° 2026 / 0457",
        "Facture N° 2026 - 0457",
        "Facture n° 0457 / 2026",
        "Facture n° 2026–0457",
        "Facture n° 2026 A 12",
        "Facture n° 2026 bis",
        "Facture n° 2026 - SUD",
        "Facture n° 2026-",
        "Facture n° 2026 (0457)",
        "Facture n° 2026\t0457",
        "N° de facture : 2026 0457",
        "FACTURE 2026 0457",
        "FACTURE 2026",
        "FACTURE 03/11/2026",
        "Facture 1/2",
    ],
)
def test_a_number_that_may_go_on_is_left_to_the_person(line: str) -> None:
    assert read(line).number is None


@pytest.mark.parametrize(
    "line",
    [
        "Facture n° F-12 du 3 novembre 2026",
        "Facture n° F-12 le 3 novembre 2026",
        "Facture n° F-12 - 03/11/2026",
        "Facture n° F-12 - page 1/2",
        "Facture n° F-12 - SITUATION DE TRAVAUX N° 7",
        "Facture n° F-12 Commande n° 45",
        "Facture n° F-12.",
        "FACTURE F-12",
        "Facture client F-12",
    ],
)
def test_what_is_no_part_of_a_number_does_not_hide_it(line: str) -> None:
    assert read(line).number == "F-12"


@pytest.mark.parametrize("line", ["Commande n° 2026 0012", "BC n° 2026 / 12"])
def test_an_order_number_that_may_go_on_is_left_to_the_person(line: str) -> None:
    assert read(line).order_number is None


@pytest.mark.parametrize("name", ["C16-numero-avec-espace.pdf", "C16b-numero-slash.pdf"])
def test_the_cases_of_a_number_in_two_parts_keep_the_rest(name: str) -> None:
    invoice = SubprocessReader().read(a_sample(f"cases/{name}"), name)
    assert (invoice.number, invoice.total_ht, invoice.total_ttc) == (None, 150_000, 166_500)


@pytest.mark.parametrize("line", ["RIDET : 0 047 688.001", "R.I.D.E.T. 047 688 001", "N° RIDET : 0047688-001"])
def test_the_seller_s_ridet_is_read(line: str) -> None:
    assert read(line, "RIDET client : 0 198 297.001", "Sous-traitant : RIDET 703 087.001").seller_ridet == "0047688001"


def test_two_ridets_leave_the_seller_unknown() -> None:
    assert read("RIDET 0 047 688.001", "RIDET 0 198 297.001").seller_ridet is None


@pytest.mark.parametrize(
    "lines",
    [
        ("AVOIR",),
        ("AVOIR n° A-3", "sur facture n° F-12"),
        ("Votre avoir du 03/11/2026", "Avoir sur facture n° F-12"),
        ("Facture d’avoir n° A-3",),
        ("NOTE DE CRÉDIT", "Facture n° F-12"),
        ("Avoir client AV/2026/0012",),
    ],
)
def test_a_credit_note_is_one_by_its_heading_and_never_takes_the_number_it_corrects(lines: tuple[str, ...]) -> None:
    invoice = read(*lines)
    assert invoice.is_credit_note
    assert invoice.number != "F-12"
    assert "credit_note" in [finding.code for finding in invoice.findings]


@pytest.mark.parametrize(
    "lines",
    [
        ("Facture n° F-12", "Avoir n° A-3 déduit"),
        ("FACTURE", "sans avoir été livré"),
        ("Pour avoir entretenu les locaux", "Facture n° F-12"),
        ("AVOIR CONSEIL SARL", "Facture n° F-12"),
    ],
)
def test_a_word_alone_makes_no_credit_note(lines: tuple[str, ...]) -> None:
    invoice = read(*lines)
    assert not invoice.is_credit_note
    assert not {finding.code for finding in invoice.findings} & {"credit_note", "maybe_credit_note"}


@pytest.mark.parametrize("line", ["Total de l’avoir", "Montant de cet avoir", "Total TTC : -166 500 XPF"])
def test_what_may_be_a_credit_note_is_said(line: str) -> None:
    assert "maybe_credit_note" in [finding.code for finding in read(line).findings]


def test_an_iban_with_a_wrong_key_is_not_read_from_text() -> None:
    assert read("IBAN FR76 1749 9000 1012 3456 7890 103").iban is None


def test_an_iban_followed_by_its_bic_is_read() -> None:
    assert read("FR76 1749 9000 1012 3456 7890 102 BIC BCADNCNN").iban == "FR7617499000101234567890102"


@pytest.mark.parametrize("line", ["Commande n° BC-12", "Bon de commande : BC-12", "BC n° BC-12", "Engagement N° BC-12"])
def test_an_order_number_is_read(line: str) -> None:
    assert read(line).order_number == "BC-12"


def test_a_credit_note_is_recognised() -> None:
    invoice = read("AVOIR n° A-3", "annule la facture n° F-12")
    assert invoice.is_credit_note
    assert invoice.number == "A-3"


def test_an_invoice_that_mentions_a_credit_note_is_an_invoice() -> None:
    assert not read("Facture n° F-12", "moins avoir n° A-3").is_credit_note


@pytest.mark.parametrize("before", [b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", b"@echo off\r\n" * 20])
def test_what_stands_before_a_pdf_is_cut_and_said(before: bytes) -> None:
    pdf = a_pdf("Facture n° FA-7")
    plain = SubprocessReader().read(pdf, "facture.pdf")
    preceded = SubprocessReader().read(before + pdf, "facture.pdf")
    assert (preceded.number, preceded.pages) == (plain.number, plain.pages)
    assert [finding.code for finding in preceded.findings] == [*(f.code for f in plain.findings), "cut_preamble"]
