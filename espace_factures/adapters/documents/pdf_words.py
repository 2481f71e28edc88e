"""The words of a PDF's page by the boxes of its letters: a space of the text is not believed where there is none."""

from collections.abc import Iterator
from ctypes import byref

import pypdfium2
import pypdfium2.raw as pdfium

from espace_factures.adapters.documents.words import Word

APART = 0.12
"""Heights of a letter between two words."""
TOUCHING = 0.03
"""Heights between two letters that a written space holds apart."""
UPRIGHT = 0.1
"""Radians that a letter may lean."""


def page_words(page: pypdfium2.PdfPage, longest: int) -> list[Word]:
    """The words of the page, upright ones, as far as so many letters."""
    width, height = page.get_width(), page.get_height()
    text = page.get_textpage()
    words: list[Word] = []
    was_space = True
    for letter in _letters(text, min(text.count_chars(), longest), page.get_rotation(), width, height):
        if letter is None:
            was_space = True
            continue
        last = words[-1] if words else None
        if last is not None and _is_drawn_twice(last, letter):
            continue
        if last is None or not _goes_on(last, letter, was_space=was_space):
            words.append(letter)
        else:
            words[-1] = _longer(last, letter)
        was_space = False
    return words


def _letters(
    text: pypdfium2.PdfTextPage, count: int, rotation: int, width: float, height: float
) -> Iterator[Word | None]:
    """Each letter in its box, None for a space."""
    box = pdfium.FS_RECTF(0, 0, 0, 0)
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if not letter.isprintable() or letter.isspace():
            yield None
        elif pdfium.FPDFText_GetLooseCharBox(text, index, byref(box)):
            yield _upright(Word(letter, box.left, height - box.top, box.right, height - box.bottom), rotation, width)


def _upright(word: Word, rotation: int, width: float) -> Word:
    """The word where a turned page shows it."""
    del rotation, width
    return word


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
