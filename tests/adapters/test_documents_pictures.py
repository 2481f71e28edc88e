"""A scan and a photo are read like any other invoice, here, or left to the person where nothing can read them."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from espace_factures.adapters.documents import picture_words
from espace_factures.adapters.documents.child import main
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.adapters.documents.sniff import Form
from espace_factures.adapters.documents.wire import decode_invoice
from espace_factures.core.documents import DocumentKind, ReadInvoice
from tests.adapters.documents_given import a_page, saved

INVOICE = (
    (60, 80, "EXEMPLE SARL"),
    (60, 95, "RIDET 0 047 688.001"),
    (60, 140, "Facture n° FA-2026-12"),
    (60, 155, "Date : 03/11/2026"),
    (60, 170, "Bon de commande : BC-2026-000123"),
    (330, 400, "Total HT"),
    (460, 400, "150 000 F CFP"),
    (330, 415, "TGC 11 %"),
    (460, 415, "16 500 F CFP"),
    (330, 430, "Total TTC"),
    (460, 430, "166 500 F CFP"),
    (60, 500, "IBAN : FR76 1749 9000 1012 3456 7890 102"),
)


def drawn(content: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(content)[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")


def a_photo(picture: Image.Image, form: str = "JPEG") -> bytes:
    out = BytesIO()
    picture.save(out, form)
    return out.getvalue()


def a_scan(*pictures: Image.Image) -> bytes:
    pdf = pikepdf.new()
    for picture in pictures:
        page = pdf.add_blank_page()
        image = pdf.make_stream(a_photo(picture))
        image.update(
            {
                "/Type": pikepdf.Name.XObject,
                "/Subtype": pikepdf.Name.Image,
                "/Width": picture.width,
                "/Height": picture.height,
                "/ColorSpace": pikepdf.Name.DeviceGray,
                "/BitsPerComponent": 8,
                "/Filter": pikepdf.Name.DCTDecode,
            }
        )
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        page.obj.Contents = pdf.make_stream(b"612 0 0 792 0 0 cm /I Do")
    return saved(pdf)


def whole(invoice: ReadInvoice) -> tuple[object, ...]:
    totals = (invoice.total_ht, invoice.total_ttc, invoice.taxes)
    return (invoice.number, str(invoice.issued_on), invoice.seller_ridet, invoice.order_number, invoice.iban, *totals)


ALL = ("FA-2026-12", "2026-11-03", "0047688001", "BC-2026-000123", "FR7617499000101234567890102", 150_000, 166_500)
EVERYTHING = (*ALL, (("11", 16_500),))


def test_a_scan_is_read_as_its_text_would_be() -> None:
    page = a_page(*INVOICE)
    reader = SubprocessReader()
    assert whole(reader.read(page, "facture.pdf")) == EVERYTHING
    scan = reader.read(a_scan(drawn(page)), "facture.pdf")
    assert (scan.kind, scan.source, whole(scan)) == (DocumentKind.PDF, "picture", EVERYTHING)
    assert [finding.code for finding in scan.findings] == ["read_from_picture"]


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_photo_is_read(form: str) -> None:
    photo = SubprocessReader().read(a_photo(drawn(a_page(*INVOICE)), form), "photo.jpg")
    assert (photo.kind, photo.source, whole(photo)) == (DocumentKind.IMAGE, "picture", EVERYTHING)


@pytest.mark.parametrize("degrees", [-7, 5, 90, 180, 270])
def test_a_leaning_or_turned_photo_is_read(degrees: int) -> None:
    turned = drawn(a_page(*INVOICE)).rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    assert whole(SubprocessReader().read(a_photo(turned), "photo.jpg")) == EVERYTHING


def test_the_second_page_of_a_scan_is_read() -> None:
    first, second = (drawn(a_page(*part)) for part in (INVOICE[:5], INVOICE[5:]))
    assert whole(SubprocessReader().read(a_scan(first, second), "facture.pdf")) == EVERYTHING


def test_a_blank_photo_says_that_nothing_was_read() -> None:
    blank = SubprocessReader().read(a_photo(Image.new("L", (800, 1100), 255)), "photo.jpg")
    assert (blank.source, [finding.code for finding in blank.findings]) == ("", ["nothing_read"])


def test_a_picture_beyond_measure_is_kept_unread() -> None:
    huge = SubprocessReader().read(a_photo(Image.new("1", (60_000, 20_000)), "PNG"), "photo.png")
    assert (huge.kind, [finding.code for finding in huge.findings]) == (DocumentKind.IMAGE, ["nothing_read"])


def test_without_its_letters_a_picture_is_kept_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_words, "_engines", [])
    unread = decode_invoice(main(a_photo(drawn(a_page(*INVOICE))), (Form.JPEG,)))
    assert (unread.source, [finding.code for finding in unread.findings]) == ("", ["nothing_read"])


def test_a_word_that_is_not_sure_is_no_value() -> None:
    seen = ((0, 30, "Total"), (100, 30, "166"), (200, 90, "500"), (300, 90, "|"))
    table = "\n".join(f"5\t1\t1\t1\t1\t1\t{left}\t0\t90\t20\t{sure}\t{text}" for left, sure, text in seen)
    words = [word.text for line in picture_words.rows(table) for word in line]
    assert words == ["Total", picture_words.UNSURE, "500"]
