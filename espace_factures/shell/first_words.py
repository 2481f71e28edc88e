"""Where the server writes, in the page it sends, why the last try was refused (web/first_words.py)."""

from typing import Final

import reflex as rx

from espace_factures.web.first_words import SLOT

NOTHING_YET: Final = rx.Var('({__html: ""})')


def first_words(sentence: rx.Var | str) -> rx.Component:
    """The place, until the page says `sentence` by itself: React never looks inside when it takes the page over."""
    slot = rx.el.div(id=SLOT, class_name="ef-first-words", custom_attrs={"dangerouslySetInnerHTML": NOTHING_YET})
    return rx.cond(sentence, rx.fragment(), slot)
