"""A frame stands around what was read, on its own page, a little larger, and never beyond the page."""

import reflex as rx

from espace_factures.core.documents import Place
from espace_factures.documents.components import framed_viewer
from espace_factures.documents.presenter import Frame, FramedPage, framed_pages


class Seen(rx.State):
    """What a page with frames holds."""

    pages: list[FramedPage] = []
    document: str = ""
    unseen: str = ""
    has_frames: bool = False


def test_each_value_is_framed_on_its_page_and_marked_when_it_is_to_be_read_again() -> None:
    places = {"number": Place(1, 0.5, 0.25, 0.1, 0.02), "order": Place(2, 0, 0.99, 1, 0.01)}
    first, second = framed_pages(["/1", "/2"], places, {"order"})
    assert first == FramedPage("/1", [Frame("number", False, 494, 244, 112, 32)])
    assert second.frames == [Frame("order", True, 0, 984, 1000, 16)]


def test_what_no_picture_shows_has_no_frame() -> None:
    assert framed_pages(["/1"], {"number": Place(3, 0.1, 0.1, 0.1, 0.1)}) == [FramedPage("/1", [])]


def test_the_frames_lie_over_the_picture_without_a_style() -> None:
    drawn = str(framed_viewer(Seen.pages, Seen.document, Seen.unseen, Seen.has_frames))
    assert "preserveAspectRatio" in drawn
    assert "data-cadre" in drawn
    assert "style" not in drawn.replace("stylesheet", "")
