"""A picture of a page made fit to be read: the right way up, grey, straight, neither too large nor too small."""

from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin
from typing import Final

from PIL import Image, ImageChops, ImageOps, ImageStat

from espace_factures.adapters.documents.boxes import Box

LONGEST: Final = 2400
"""Pixels of the longer side: A4 at 200 dots an inch."""
SHORTEST: Final = 1500
"""Smaller pictures are enlarged: letters of fewer pixels are not told apart."""
MOST_PIXELS: Final = 60_000_000
PROFILE: Final = 600
"""Pixels of the small copy on which the lean is measured."""
COARSE: Final = tuple(range(-12, 13, 2))
"""Degrees that a sheet on a table may lean; then by finer steps around the best."""
FINER: Final = (1.0, 0.5, 0.25)
WHITE: Final = 255


def opened(content: bytes) -> Image.Image | None:
    """The picture of a file, as the one who took it saw it; None when it cannot be drawn or is beyond measure."""
    try:
        picture = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
        if picture.width * picture.height > MOST_PIXELS:
            return None
        picture.draft("L", (LONGEST, LONGEST))
        return ImageOps.exif_transpose(picture).convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


@dataclass(frozen=True, slots=True)
class Straight:
    """A page as it is read, and the turn that set its lines level."""

    picture: Image.Image
    lean: float

    def seen(self, box: Box) -> Box:
        """Where a box of it is in the page before the turn, in parts of it."""
        size = self.picture.size
        across, down = size[0] / 2, size[1] / 2
        cosine, sine = cos(radians(self.lean)), sin(radians(self.lean))
        corners = [(x - across, y - down) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        lefts = [x * cosine - y * sine + across for x, y in corners]
        tops = [x * sine + y * cosine + down for x, y in corners]
        return Box(min(lefts), min(tops), max(lefts), max(tops)).within(*size)


def straightened(picture: Image.Image) -> Straight:
    """The page at the size of reading, its lines level."""
    longest = max(picture.size)
    if longest > LONGEST or longest < SHORTEST:
        scale = (LONGEST if longest > LONGEST else SHORTEST) / longest
        picture = picture.resize((max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)))
    lean = _lean(picture)
    level = picture.rotate(lean, Image.Resampling.BICUBIC, fillcolor=WHITE) if lean else picture
    return Straight(level, lean)


def _lean(picture: Image.Image) -> float:
    """The turn that sets lines and the white between them furthest apart."""
    small = ImageOps.autocontrast(picture.resize((PROFILE, max(PROFILE * picture.height // picture.width, 20))))
    best: float = max(COARSE, key=lambda degrees: (_contrast(small, degrees), -abs(degrees)))
    for step in FINER:
        best = max((best, best - step, best + step), key=lambda degrees: _contrast(small, degrees))
    return best


def _contrast(small: Image.Image, degrees: float) -> float:
    """How much the rows of the turned page differ from those above them."""
    turned = small.rotate(degrees, Image.Resampling.BILINEAR, fillcolor=WHITE)
    edge = small.width // 8
    middle = turned.crop((edge, edge, small.width - edge, max(small.height - edge, edge + 2)))
    rows = middle.resize((1, middle.height), Image.Resampling.BOX)
    above, below = rows.crop((0, 0, 1, rows.height - 1)), rows.crop((0, 1, 1, rows.height))
    return ImageStat.Stat(ImageChops.difference(above, below)).sum2[0]
