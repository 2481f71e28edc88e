"""What Tesseract knows of French: locked with the npm packages of the pages, set where it is read by their build."""

import gzip
from pathlib import Path
from typing import Final

PACKAGE: Final = "@tesseract.js-data/fra@1.0.0"
MODEL: Final = "4.0.0_best_int"
WEB: Final = Path(__file__).parents[1] / ".web"
FOLDER: Final = WEB / "reading"
"""Where adapters/documents/picture_words.py looks for it."""
FILE: Final = "fra.traineddata"


def place() -> None:
    """Write the model where the reading looks for it, once the packages are installed."""
    packed = WEB / "node_modules" / PACKAGE.rpartition("@")[0] / MODEL / f"{FILE}.gz"
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / FILE).write_bytes(gzip.decompress(packed.read_bytes()))
