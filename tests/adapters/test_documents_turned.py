"""A page is read as it is shown, whichever way its letters were drawn, and what is stamped over it breaks no line."""

import pypdfium2
import pytest

from espace_factures.adapters.documents.pdf_words import page_words
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.adapters.documents.words import Word
from espace_factures.core.documents import ReadInvoice
from tests.adapters.documents_given import a_turned_page

INVOICE = (
    (60, 140, "Facture n° FA-2026-12"),
    (60, 155, "Date : 03/11/2026"),
    (330, 400, "Total HT"),
    (460, 400, "150 000 F CFP"),
    (330, 415, "TGC 11 %"),
    (460, 415, "16 500 F CFP"),
    (330, 430, "Total TTC"),
    (460, 430, "166 500 F CFP"),
)


def read(content: bytes) -> ReadInvoice:
    return SubprocessReader().read(content, "facture.pdf")


def whole(invoice: ReadInvoice) -> tuple[object, ...]:
    return (invoice.number, str(invoice.issued_on), invoice.total_ht, invoice.total_ttc, invoice.taxes)


EVERYTHING = ("FA-2026-12", "2026-11-03", 150_000, 166_500, (("11", 16_500),))


def words(content: bytes) -> list[Word]:
    return page_words(pypdfium2.PdfDocument(content)[0], 1000)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("drawn", [0, 1, 2, 3])
def test_a_page_turned_by_its_letters_or_by_itself_is_read(drawn: int, rotate: int) -> None:
    assert whole(read(a_turned_page(*INVOICE, drawn=drawn, rotate=rotate))) == EVERYTHING


@pytest.mark.parametrize("matrix", [b"0 1 -1 0 400 380", b"0 -1 1 0 500 420", b".7 .7 -.7 .7 380 350"])
def test_a_stamp_set_sideways_or_aslant_breaks_no_line(matrix: bytes) -> None:
    stamped = a_turned_page(*INVOICE, stamp="REÇU LE 12/11/2026", matrix=matrix)
    assert whole(read(stamped)) == EVERYTHING


@pytest.mark.parametrize(
    ("drawn", "rotate", "left", "top"), [(0, 0, 60, 140), (3, 90, 60, 140), (0, 90, 652, 60), (2, 0, 732, 652)]
)
def test_a_word_is_where_the_page_shows_it(drawn: int, rotate: int, left: int, top: int) -> None:
    found = words(a_turned_page(*INVOICE, drawn=drawn, rotate=rotate))
    first = next(word for word in found if word.text == "Facture")
    assert first.seen is not None
    corners = [(x, y) for x in (first.seen.left, first.seen.right) for y in (first.seen.top, first.seen.bottom)]
    assert min(abs(x * 792 - left) + abs(y * 792 - top) for x, y in corners) < 12
