"""What a person typed or pasted, cleaned before it is read: composed letters, nothing unseen, one kind of space."""

import re
import unicodedata
from typing import Final

UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Controls, format characters, private ones, halves of characters."""
FILLERS: Final = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\uffff]"
)
"""Letters and marks that are drawn as nothing, and what a lost character leaves."""
BLANKS: Final = re.compile(r"[^\S\n]|\u2800")
BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
PICTURE: Final = r"[\u2190-\u2bff\u3030-\u3299\U0001f000-\U0001faff]"
DRAWN: Final = re.compile(
    rf"(?<={PICTURE})\ufe0f?\u200d(?={PICTURE})|(?<={PICTURE})\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)"
)
"""What makes one picture of several: the only unseen characters that are meant."""
MOST_MARKS: Final = 8
"""On one letter: any language needs fewer, and an endless pile covers the lines around it."""
WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
NUMBERING: Final = r"(?:n\s*[°ºᵒ˚]|n\.\s?°|№|num[ée]ro)"
LONGEST_IDENTIFIER: Final = 18
LONGEST_SEARCH: Final = 80
LONGEST_SECRET: Final = 1000
"""Composing letters takes the square of what is piled on one: nobody's password is longer."""


def line(text: str) -> str:
    """One line, without spaces around, nor two together."""
    return " ".join(lines(text).split())


def lines(text: str) -> str:
    """Several lines, kept apart; without spaces around."""
    if text.isascii() and text.isprintable():
        return text.strip()
    composed = unicodedata.normalize("NFC", _unpiled(text))
    return _seen(BLANKS.sub(" ", BREAKS.sub("\n", composed))).strip()


def secret(text: str) -> str:
    """A password: the same letters however a keyboard composes them, and otherwise as it was typed."""
    return text if text.isascii() or len(text) > LONGEST_SECRET else unicodedata.normalize("NFC", storable(text))


def storable(text: str) -> str:
    """The text without what PostgreSQL cannot hold: the null character, halves of characters."""
    return text.replace("\x00", "").encode(errors="ignore").decode()


def narrow(text: str) -> str:
    """One line, whose letters and digits of double width are plain ones."""
    return line(text.translate(WIDE))


def unlabelled(text: str, *labels: str) -> str:
    """Narrow text without the label that was copied in front of it: « IBAN : », « RIDET n° »."""
    names = "|".join(labels)
    before = rf"^(?:(?:(?:{names})\b|{NUMBERING})\s*)+[:=.]?\s*"
    return re.sub(before, "", narrow(text), flags=re.IGNORECASE)


def bare(text: str, *labels: str) -> str:
    """A number of a bank or of a register: no label, no space, dot nor dash, in capitals."""
    return re.sub(r"[\s.\-‐‑‒–—−·/']", "", unlabelled(text, *labels)).upper()


def code(text: str, length: int) -> str:
    """The code in what was typed or pasted: « 77 22 », « Votre code : 7722. »; nothing is guessed between two."""
    typed = narrow(text)
    groups = re.findall(rf"(?<![0-9A-Za-z])[0-9]{{{length}}}(?![0-9A-Za-z])", typed)
    if len(set(groups)) == 1:
        return str(groups[0])
    return re.sub(r"[\s.\-‐‑‒–—]", "", typed)


def folded(text: str) -> str:
    """What ways to write one thing share: small letters without accents, and digits; no space and no sign."""
    apart = unicodedata.normalize("NFKD", narrow(text).casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def identifier(text: object) -> int:
    """The number of a row as a form or an address names it; 0 for none, and for whatever is no such number."""
    return natural(str(text), LONGEST_IDENTIFIER)


def natural(text: str, most_digits: int) -> int:
    """A number in plain digits, as many as `most_digits`; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else 0


def _unpiled(text: str) -> str:
    """The text without the marks that a letter bears beyond what any language writes."""
    kept, piled = [], 0
    for letter in text:
        piled = piled + 1 if unicodedata.combining(letter) else 0
        if piled <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _seen(text: str) -> str:
    meant = {place for found in DRAWN.finditer(text) for place in range(*found.span())}
    return "".join(
        letter
        for place, letter in enumerate(text)
        if letter == "\n" or place in meant or not (unicodedata.category(letter) in UNSEEN or FILLERS.match(letter))
    )
