"""A value is found by its label, beside it or under it, wherever the form puts them on the page."""

from datetime import date

import pytest

from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.documents import ReadInvoice
from tests.adapters.documents_given import a_page

Placed = tuple[int, int, str]
TOTALS: tuple[Placed, ...] = (
    (330, 400, "Total HT"),
    (480, 400, "150 000 F CFP"),
    (330, 415, "TGC 11 %"),
    (480, 415, "16 500 F CFP"),
    (330, 430, "Total TTC"),
    (480, 430, "166 500 F CFP"),
)


def read(*placed: Placed, spacing: int = 0) -> ReadInvoice:
    return SubprocessReader().read(a_page(*placed, spacing=spacing), "facture.pdf")


def amounts(invoice: ReadInvoice) -> tuple[int | None, int | None, tuple[tuple[str, int], ...]]:
    return invoice.total_ht, invoice.total_ttc, invoice.taxes


def test_a_row_of_labels_gives_the_values_under_them() -> None:
    invoice = read(
        (40, 100, "Numéro"), (140, 100, "Date"), (240, 100, "Code client"),
        (40, 115, "2857"), (140, 115, "01/10/26"), (240, 115, "C09857"),
    )  # fmt: skip
    assert (invoice.number, invoice.issued_on) == ("2857", date(2026, 10, 1))


def test_a_credit_note_is_of_its_own_day_not_of_the_invoice_it_cancels() -> None:
    invoice = read((40, 100, "AVOIR N° AV-3"), (40, 115, "annule la facture n° F-12 du 01/02/2026"),
                   (40, 130, "Date : 04/03/2026"))  # fmt: skip
    assert (invoice.number, invoice.issued_on) == ("AV-3", date(2026, 3, 4))


def test_a_row_of_totals_is_read_under_its_labels() -> None:
    invoice = read(
        (40, 100, "Total hors taxes"), (180, 100, "T.G.C. 3 %"), (300, 100, "Montant TTC"), (420, 100, "Net à payer"),
        (40, 115, "2 320 XPF"), (180, 115, "70 XPF"), (300, 115, "2 390 XPF"), (420, 115, "2 390 XPF"),
    )  # fmt: skip
    assert amounts(invoice) == (2320, 2390, (("3", 70),))


def test_a_column_of_goods_is_no_total() -> None:
    invoice = read(
        (40, 100, "Désignation"), (300, 100, "Qté"), (400, 100, "Total HT"), (40, 115, "Gazon"), (300, 115, "2"),
        (400, 115, "13 350 XPF"),
    )  # fmt: skip
    assert amounts(invoice) == (None, None, ())


def test_what_stands_in_another_column_does_not_hide_a_total() -> None:
    beside = ((40, 400, "IBAN : FR76 1749 9000 1012 3456 7890 102"), (40, 430, "Paiement à 30 jours"))
    invoice = read(*TOTALS, *beside)
    assert amounts(invoice) == (150_000, 166_500, (("11", 16_500),))
    assert invoice.iban == "FR7617499000101234567890102"


def test_letters_written_wide_are_words() -> None:
    invoice = read((40, 60, "FACTURE"), (40, 90, "N° de facture"), (250, 90, "FA-2026-12"), spacing=3)
    assert invoice.number == "FA-2026-12"


def test_a_retention_is_not_taken_for_a_total() -> None:
    less = ((330, 445, "Retenue de garantie 5 %"), (480, 445, "(8 325) F CFP"), (330, 460, "NET À PAYER"))
    assert amounts(read(*TOTALS, *less, (480, 460, "158 175 F CFP"))) == (150_000, 166_500, (("11", 16_500),))


def test_a_total_before_a_discount_is_not_the_total() -> None:
    gross = ((330, 370, "Total brut HT"), (480, 370, "160 000 F CFP"), (330, 385, "Remise"), (480, 385, "-10 000"))
    assert amounts(read(*gross, *TOTALS)) == (150_000, 166_500, (("11", 16_500),))


def test_the_base_of_a_rate_proves_its_tax() -> None:
    rows = ((40, 100, "Base 847.800 à 11 %"), (300, 100, "93.258"), (40, 130, "Montant total HT"))
    last = ((300, 130, "847.800 FCFP"), (40, 160, "Montant TTC"), (300, 160, "941.058 FCFP"))
    assert amounts(read(*rows, *last)) == (847_800, 941_058, (("11", 93_258),))


def test_amounts_that_add_up_in_two_ways_are_left_to_the_person() -> None:
    again = tuple((x, y + 100, text.replace("150", "250").replace("166", "266")) for x, y, text in TOTALS)
    assert amounts(read(*TOTALS, *again)) == (None, None, ())


@pytest.mark.parametrize("mention", ["Franchise en base - TGC non applicable", "Franchise en base de TGC"])
def test_without_a_tax_the_total_is_the_same_before_and_after(mention: str) -> None:
    total = ((40, 100, "Montant total"), (300, 100, "37 490 CFP"), (40, 130, mention))
    assert amounts(read(*total)) == (37_490, 37_490, ())
    deposit = ((40, 115, "Acompte"), (300, 115, "(20 000) CFP"), (40, 120, "Net à payer"), (300, 120, "17 490 CFP"))
    assert amounts(read(*total, *deposit)) == (37_490, 37_490, ())


def test_a_rib_in_four_parts_is_an_account() -> None:
    parts = ("17499", "00010", "12345678901", "02")
    labels = ("Code banque", "Code guichet", "N° de compte", "Clé RIB")
    under = tuple((40 + 100 * place, 115, part) for place, part in enumerate(parts))
    beside = tuple(
        (40, 100 + 15 * place, f"{label} : {part}")
        for place, (label, part) in enumerate(zip(labels, parts, strict=True))
    )
    above = tuple((40 + 100 * place, 100, label) for place, label in enumerate(labels))
    for placed in (above + under, beside, ((40, 100, f"RIB BCI {' '.join(parts)}"),)):
        assert read(*placed).iban == "FR7617499000101234567890102"


def test_an_account_whose_key_is_wrong_is_none() -> None:
    assert read((40, 100, "RIB 17499 00010 12345678901 03")).iban is None


def test_two_accounts_leave_the_choice_to_the_person() -> None:
    other = "IBAN FR76 1831 9000 0115 5333 0041 175"
    assert read((40, 100, "RIB 17499 00010 12345678901 02"), (40, 120, other)).iban is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Fait le 19 août 2026", date(2026, 8, 19)),
        ("Émise le 21 juin 2026", date(2026, 6, 21)),
        ("Date : 28 avr. 2026", date(2026, 4, 28)),
        ("Date : samedi 3 octobre 2026", date(2026, 10, 3)),
        ("FACTURE No 262 DATE 16/04/2026", date(2026, 4, 16)),
        ("du 10/09/26 - page 1/2", date(2026, 9, 10)),
        ("Votre facture du 26 mars 2026", date(2026, 3, 26)),
    ],
)
def test_a_day_is_read_in_the_words_of_the_trade(written: str, day: date) -> None:
    assert read((40, 100, written)).issued_on == day


@pytest.mark.parametrize("written", ["Échéance : 03/12/2026", "Livraison du 04/09/26", "BC n° 12 du 04/09/2026"])
def test_the_day_of_something_else_is_not_the_invoice_s(written: str) -> None:
    assert read((40, 100, "FACTURE"), (40, 120, written)).issued_on is None


@pytest.mark.parametrize(
    "written", ["BC : 26/6161", "V/Réf. : 26/6161", "Réf. client : 26/6161", "N° BC 26/6161", "Engagement n° 26/6161"]
)
def test_an_order_is_read_under_the_words_of_the_trade(written: str) -> None:
    assert read((40, 100, written)).order_number == "26/6161"
