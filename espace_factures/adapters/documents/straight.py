"""A picture of a page made fit to be read: the right way up, grey, straight, neither too large nor too small."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageOps, ImageStat

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


def straightened(picture: Image.Image) -> Image.Image:
    """The page at the size of reading, its lines level."""
    longest = max(picture.size)
    if longest > LONGEST or longest < SHORTEST:
        scale = (LONGEST if longest > LONGEST else SHORTEST) / longest
        picture = picture.resize((max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)))
    lean = _lean(picture)
    return picture.rotate(lean, Image.Resampling.BICUBIC, fillcolor=WHITE) if lean else picture


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
