"""Searching pages of words: accents, capitals, plurals and the little words of a question do not count."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from espace_factures.portal.messages import Article

LITTLE: Final = frozenset(
    "a ai au aux c ce ces comment d dans de des du elle en est et faire fait il j je l la le les leur ma me mes mon n "  # noqa: SIM905
    "ne nos notre on ou par pas pour puis qu quand que quel quelle qui quoi s sa se ses son sur un une vos votre vous "
    "y".split()
)
SHORTEST_PLURAL: Final = 4


def fold(text: str) -> str:
    """Lower case, without accents, typographic apostrophes made plain."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("œ", "oe"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def search(articles: Iterable[Article], query: str) -> list[Article]:
    """The articles that hold most of the query's words, as beginnings; those whose title holds them first."""
    wanted = _wanted(query)
    held = {article: _held(wanted, _text(article)) for article in articles}
    most = max(held.values(), default=0)
    # A number is the name of one thing: a page that holds only the words around it is no answer.
    enough = len(wanted) if any(letter.isdigit() for letter in query) else 1
    found = [article for article, count in held.items() if count == most >= max(enough, 1)]
    return sorted(found, key=lambda article: -_held(wanted, article.title))


def _wanted(query: str) -> list[str]:
    words = _words(query)
    return [_singular(word) for word in words if word not in LITTLE] or words


def _held(wanted: list[str], text: str) -> int:
    """How many of the wanted beginnings the text holds."""
    words = _words(text)
    return sum(any(word.startswith(beginning) for word in words) for beginning in wanted)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= SHORTEST_PLURAL and word[-1] in "sx" else word


def _text(article: Article) -> str:
    parts = [article.title, article.lead]
    for section in article.sections:
        parts += [section.title, *section.sentences, *section.steps]
    return " ".join(parts)
