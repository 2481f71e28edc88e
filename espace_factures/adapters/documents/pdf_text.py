"""The text layer of a PDF's first pages."""

import re

import pypdfium2

from espace_factures.core.words import NBSP, THIN

MAX_PAGES = 20
MAX_CHARACTERS = 100_000
PLAIN = str.maketrans({NBSP: " ", THIN: " ", "\u2009": " ", "\u2010": "-", "\u2011": "-", "\u2212": "-", "\r": None})


def extract_text(content: bytes) -> str:
    """The text, its spaces single and its hyphens plain; empty when there is none or when the PDF does not open."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    text = ""
    for index in range(min(len(document), MAX_PAGES)):
        text += document[index].get_textpage().get_text_range(errors="replace") + "\n"
        if len(text) > MAX_CHARACTERS:
            break
    return re.sub(r"[ \t]+", " ", text[:MAX_CHARACTERS].translate(PLAIN))
