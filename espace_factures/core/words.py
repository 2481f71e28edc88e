"""French as it is written: plurals, capitals, lists, numbers, and the spaces that no line may part."""

import re
import unicodedata
from typing import Final

NBSP: Final = "\u00a0"
"""Between a number and its unit."""
THIN: Final = "\u202f"
"""Between the thousands of a number, before « : », « ; », « ? » and « ! », and inside « »."""

PLAIN: Final = str.maketrans({NBSP: " ", THIN: " ", "’": "'"})
ELIDED: Final = re.compile(r"[aeiouhœæ]|y[^aeiouy]", re.IGNORECASE)


def plural(count: int, one: str, many: str = "") -> str:
    """The word in the number of its count: « facture » up to one, « factures » (or `many`) from two."""
    return one if abs(count) < 2 else many or f"{one}s"


def counted(count: int, one: str, many: str = "") -> str:
    """« 128 factures », on one line."""
    return f"{grouped(count)}{NBSP}{plural(count, one, many)}"


def grouped(number: int) -> str:
    """« 161 500 »."""
    return f"{number:,}".replace(",", THIN)


def of(name: str) -> str:
    """« d’Élodie », « de Marie »: an « h » is taken as silent, and « y » as a vowel before a consonant."""
    return f"d’{name}" if ELIDED.match(unicodedata.normalize("NFD", name)) else f"de {name}"


def plain(text: str) -> str:
    """The text with the spaces and apostrophes of every telephone: one other sign halves what an SMS holds."""
    return text.translate(PLAIN)


def capital(text: str) -> str:
    """The text, its first letter in capital and the others as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def sentence(text: str) -> str:
    """The text with a capital and a full stop; nothing of nothing."""
    return f"{capital(text)}." if text else ""


def joined(mark: str, *parts: str) -> str:
    """The parts that say something, with the mark between them."""
    return mark.join(part for part in parts if part)
