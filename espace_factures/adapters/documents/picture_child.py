"""What the limited child does to show a PDF: draw one page as a JPEG."""

from io import BytesIO

import pypdfium2

from espace_factures.adapters.documents.harmless import PDF

WIDTH = 1240
"""Pixels: A4 at 150 dots an inch, sharp enough to read on a desk and on a phone."""
QUALITY = 82
TALLEST = 4 * WIDTH


def main(content: bytes, arguments: tuple[str, ...]) -> bytes:
    """The page whose number, from 1, is the only argument; fails when there is none."""
    document = pypdfium2.PdfDocument(content)
    page = document[int(arguments[0]) - 1]
    scale = min(WIDTH / page.get_width(), TALLEST / page.get_height())
    picture = BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(picture, "JPEG", quality=QUALITY, optimize=True)
    return picture.getvalue()


def warm_up() -> None:
    """Import what only a picture asks for."""
    main(PDF, ("1",))
