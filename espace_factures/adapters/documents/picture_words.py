"""The words of a picture, by Tesseract and its French letters, here: nothing of a document goes to a third party."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any, Final

from PIL import Image

from espace_factures.adapters.documents.boxes import Box
from espace_factures.adapters.documents.levelled import levelled
from espace_factures.adapters.documents.straight import Straight, straightened
from espace_factures.adapters.documents.words import Word

SECONDS: Final = 7.0
"""Of processor, for all the pictures of a document: the limit of a reading is more."""
SURE_OF_DIGITS: Final = 55
SURE_OF_LETTERS: Final = 20
"""In a hundred: a word that the engine is less sure of hides what it may be. A wrong letter hides a label, no more."""
LETTERS: Final = Path(__file__).parents[3] / ".web" / "reading"
"""Where the build sets what Tesseract knows of French (french.py); without it, pictures stay unread."""
EVEN, SHADED = "0", "2"
"""How black is told from white: Otsu's way on a copier's page, Sauvola's where a shadow may lie."""
RULES: Final = " |_[]{}"
"""What the rules of a table are taken for."""
LOOSE: Final = 1.5
"""The height of a line of type beside that of the ink of its words."""
UNSURE: Final = "\u00bf"
OF_AN_INVOICE: Final = re.compile(r"factur|avoir|total|montant|ridet|\btgc|iban|date|nouméa|page", re.IGNORECASE)
ENOUGH: Final = 2
"""Words of an invoice that show a page to be the right way up."""
TURNS: Final = {1: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180}
"""By the quarters clockwise that undo each."""

A_WORD: Final = "5"
LINE, BOX, CONFIDENCE, TEXT = slice(1, 5), slice(6, 10), 10, 11
"""The columns of Tesseract's table: the block, the paragraph and the line of a word, its box, how sure it is."""

_engines: list[Any] = []
_waiting: list[list[Image.Image]] = []
"""The pictures that a glance left for later, while there is one."""


def open_engine() -> None:
    """Load the letters before any document; without them, or without the library, pictures stay unread."""
    try:
        import tesserocr

        _engines.append(tesserocr.PyTessBaseAPI(path=str(LETTERS), lang="fra", psm=tesserocr.PSM.AUTO))
        # A file that the child may not open would fell it: the remarks of Tesseract go where those of the room go.
        _engines[0].SetVariable("debug_file", "")
    except (ImportError, RuntimeError):
        return


@contextmanager
def put_off() -> Iterator[list[Image.Image]]:
    """Leave every picture of the block for later; those that there were."""
    _waiting.append([])
    try:
        yield _waiting[-1]
    finally:
        _waiting.pop()


def picture_words(picture: Image.Image, *, shaded: bool = False) -> list[Word]:
    """The words of the picture, from the top left corner; none when nothing can read them, or time is up."""
    if not _engines:
        return []
    if _waiting:
        _waiting[-1].append(picture)
        return []
    _engines[0].SetVariable("thresholding_method", SHADED if shaded else EVEN)
    best = _read(picture)
    for back, turn in TURNS.items() if _known(best) < ENOUGH else ():
        best = max(best, _read(picture.transpose(turn), back), key=_known)
    return best


def _known(words: list[Word]) -> int:
    """How many are words of an invoice, and lie flat: the engine also reads those that climb."""
    flat = (word for word in words if word.right - word.left > word.height)
    return sum(OF_AN_INVOICE.search(word.text) is not None for word in flat)


def _read(picture: Image.Image, back: int = 0) -> list[Word]:
    """The words of the picture, seen where they are once it is turned so many quarters clockwise."""
    left = SECONDS - time.process_time()
    engine, page = _engines[0], straightened(picture)
    engine.SetImage(page.picture)
    if left <= 0 or not engine.Recognize(int(left * 1000)):
        return []
    lines = rows(engine.GetTSVText(0))
    return levelled([replace(word, seen=_seen(word, page, back)) for word in line] for line in lines)


def _seen(word: Word, page: Straight, back: int) -> Box:
    return page.seen(Box(word.left, word.top, word.right, word.bottom)).turned(back)


def rows(table: str) -> Iterator[list[Word]]:
    """The lines that Tesseract saw in its table, with their words that are sure enough."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) > TEXT and cells[0] == A_WORD:
            left, top, width, height = map(int, cells[BOX])
            if text := _believed(cells[TEXT].strip(RULES), float(cells[CONFIDENCE])):
                word = Word(text, left, top, left + width, top + height)
                lines.setdefault(tuple(cells[LINE]), []).append(word)
    for line in lines.values():
        half = LOOSE * median(word.height for word in line) / 2
        yield [replace(word, top=word.middle - half, bottom=word.middle + half) for word in line]


def _believed(text: str, confidence: float) -> str:
    """The word, or what stands for a word that is not sure; nothing for a speck."""
    if not any(letter.isalnum() for letter in text):
        return text if text in {":", "-", "%", "/"} else ""
    is_figure = any(letter.isdigit() for letter in text)
    return text if confidence >= (SURE_OF_DIGITS if is_figure else SURE_OF_LETTERS) else UNSURE
