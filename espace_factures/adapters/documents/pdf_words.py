"""The words of a PDF's page by the boxes of its letters: a space of the text is not believed where there is none."""

from collections import Counter
from collections.abc import Iterator
from ctypes import byref
from dataclasses import replace
from math import pi

import pypdfium2
import pypdfium2.raw as pdfium

from espace_factures.adapters.documents.boxes import Box
from espace_factures.adapters.documents.words import Word

APART = 0.12
"""Heights of a letter between two words."""
TOUCHING = 0.03
"""Heights between two letters that a written space holds apart."""
LEANING = 0.1
"""Quarters of a turn that a letter may lean."""
NOWHERE = Box(0, 0, 0, 0)


def page_words(page: pypdfium2.PdfPage, longest: int) -> list[Word]:
    """The words that run as most letters of the page do, as far as so many letters; a stamp set aslant is none."""
    text = page.get_textpage()
    letters = list(_letters(text, min(text.count_chars(), longest)))
    ways = Counter(way for way, _, _ in letters if way is not None)
    if not ways:
        return []
    frame = _Frame(page, ways.most_common(1)[0][0])
    words: list[Word] = []
    was_space = True
    for way, letter, box in letters:
        if way is None:
            was_space = True
        elif way == frame.way:
            _write(words, frame.read(letter, box), was_space=was_space)
            was_space = False
    return [replace(word, seen=frame.seen(word)) for word in words]


class _Frame:
    """A page turned so that its letters, which run so many quarters clockwise, are upright."""

    def __init__(self, page: pypdfium2.PdfPage, way: int) -> None:
        self.left, bottom, right, self.top = page.get_bbox()
        self.width, self.height, self.way = right - self.left, self.top - bottom, way
        self.shown = page.get_rotation() // 90

    def read(self, letter: str, box: Box) -> Word:
        """A letter where it stands for who reads it."""
        page = Box(box.left - self.left, self.top - box.top, box.right - self.left, self.top - box.bottom)
        upright = page.turned(-self.way, self.width, self.height)
        return Word(letter, upright.left, upright.top, upright.right, upright.bottom)

    def seen(self, word: Word) -> Box:
        """Where a word is on the page as it is shown."""
        box = Box(word.left, word.top, word.right, word.bottom).within(*self._size(self.way))
        return box.turned(self.way + self.shown)

    def _size(self, quarters: int) -> tuple[float, float]:
        width, height = max(self.width, 1), max(self.height, 1)
        return (height, width) if quarters % 2 else (width, height)


def _letters(text: pypdfium2.PdfTextPage, count: int) -> Iterator[tuple[int | None, str, Box]]:
    """Each letter, how many quarters clockwise it runs, and its box in the measures of the file; None for a space."""
    box = pdfium.FS_RECTF(0, 0, 0, 0)
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if not letter.isprintable() or letter.isspace():
            yield None, letter, NOWHERE
        elif pdfium.FPDFText_GetLooseCharBox(text, index, byref(box)):
            quarters = pdfium.FPDFText_GetCharAngle(text, index) * 2 / pi
            if abs(quarters - round(quarters)) < LEANING:
                yield round(quarters) % 4, letter, Box(box.left, box.top, box.right, box.bottom)


def _write(words: list[Word], letter: Word, *, was_space: bool) -> None:
    """Add a letter to the last word, or begin another one."""
    last = words[-1] if words else None
    if last is not None and _is_drawn_twice(last, letter):
        return
    if last is None or not _goes_on(last, letter, was_space=was_space):
        words.append(letter)
    else:
        words[-1] = _longer(last, letter)


def _is_drawn_twice(last: Word, letter: Word) -> bool:
    """The same letter at the same place, drawn again to be bold."""
    return last.text[-1] == letter.text and abs(last.right - letter.right) < TOUCHING * letter.height * 2


def _goes_on(last: Word, letter: Word, *, was_space: bool) -> bool:
    """The letter belongs to the word before it."""
    same_line = abs(last.middle - letter.middle) < letter.height / 3
    gap = (letter.left - last.right) / max(letter.height, 1)
    return same_line and -0.5 < gap < (TOUCHING if was_space else APART)


def _longer(word: Word, letter: Word) -> Word:
    top, bottom = min(word.top, letter.top), max(word.bottom, letter.bottom)
    return Word(word.text + letter.text, word.left, top, max(word.right, letter.right), bottom)
