"""Each value that was read says where it is seen, on the page as it is shown; what the child says of it is checked."""

import json
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.adapters.documents.wire import GarbledError, decode_invoice, encode_invoice
from espace_factures.core.documents import DocumentKind, Place, ReadInvoice
from tests.adapters.documents_given import a_page, a_sample, a_turned_page
from tests.adapters.test_documents_pictures import INVOICE, a_photo, a_scan, drawn

READER = SubprocessReader()
ALL = {"number", "issued_on", "order_number", "seller_ridet", "iban", "total_ht", "total_ttc", "tgc_11"}


def read(content: bytes) -> ReadInvoice:
    return READER.read(content, "facture.pdf")


def near(place: Place, left: float, top: float, width: float, height: float) -> bool:
    """The middle of the place is within a box of points on a page of that size."""
    x, y = place.x + place.width / 2, place.y + place.height / 2
    return left <= x * width <= left + 80 and top - 12 <= y * height <= top + 4


def test_each_value_of_a_text_has_its_place() -> None:
    places = read(a_page(*INVOICE)).places
    assert set(places) == ALL
    assert near(places["total_ttc"], 460, 430, 612, 792)
    assert near(places["tgc_11"], 460, 415, 612, 792)
    assert near(places["number"], 115, 140, 612, 792)
    assert {place.page for place in places.values()} == {1}
    assert 0.05 < places["total_ttc"].width < 0.1


def test_a_turned_page_has_the_places_that_it_shows() -> None:
    place = read(a_turned_page((60, 140, "Facture n° FA-2026-12"), drawn=3, rotate=180)).places["number"]
    assert place.height > place.width
    assert abs(place.x - 652 / 792) < 0.02


@pytest.mark.parametrize("degrees", [0, 5, 90, 180])
def test_a_photo_has_the_places_where_it_shows_them(degrees: int) -> None:
    page = drawn(a_page(*INVOICE)).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255, expand=degrees % 90 == 0)
    places = read(a_photo(page)).places
    assert set(places) == ALL
    expected = {0: (0.78, 0.538), 5: (0.785, 0.52), 90: (0.538, 0.22), 180: (0.22, 0.462)}[degrees]
    place = places["total_ttc"]
    assert (place.x + place.width / 2, place.y + place.height / 2) == pytest.approx(expected, abs=0.01)


def test_the_second_page_of_a_scan_says_its_number() -> None:
    first, second = (drawn(a_page(*part)) for part in (INVOICE[:5], INVOICE[5:]))
    places = read(a_scan(first, second)).places
    assert (places["number"].page, places["total_ht"].page) == (1, 2)


def test_an_invoice_in_xml_has_no_place() -> None:
    assert READER.read(a_sample("nc_facturx.pdf"), "facture.pdf").places == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": {"page": 0, "x": 0.1, "y": 0.1, "width": 0.1, "height": 0.1}},
        {"number": {"page": 1, "x": 1.5, "y": 0.1, "width": 0.1, "height": 0.1}},
        {"number": {"page": 1, "x": float("nan"), "y": 0.1, "width": 0.1, "height": 0.1}},
        {"number": {"page": 1, "x": "0.1", "y": 0.1, "width": 0.1, "height": 0.1}},
        {"<b>": {"page": 1, "x": 0.1, "y": 0.1, "width": 0.1, "height": 0.1}},
        {f"tgc_{rate}": {"page": 1, "x": 0.1, "y": 0.1, "width": 0.1, "height": 0.1} for rate in range(50)},
    ],
)
def test_a_place_that_is_none_is_not_believed(wrong: dict[str, Any]) -> None:
    reading = ReadInvoice(DocumentKind.PDF, "application/pdf", places={"number": Place(1, 0.1, 0.2, 0.3, 0.4)})
    assert decode_invoice(encode_invoice(reading)) == reading
    said = json.loads(encode_invoice(replace(reading, places={}))) | {"places": wrong}
    with pytest.raises(GarbledError):
        decode_invoice(json.dumps(said).encode())
