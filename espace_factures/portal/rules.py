"""Searching pages of words: accents and capitals do not count, every word must be there."""

import unicodedata
from collections.abc import Iterable

from espace_factures.portal.content import Article


def fold(text: str) -> str:
    """Lower case, without accents, typographic apostrophes made plain."""
    bare = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()


def search(articles: Iterable[Article], query: str) -> list[Article]:
    """The articles that hold every word; those whose title holds them first."""
    words = fold(query).split()
    if not words:
        return []
    found = [article for article in articles if all(word in _text(article) for word in words)]
    return sorted(found, key=lambda article: not all(word in fold(article.title) for word in words))


def _text(article: Article) -> str:
    parts = [article.title, article.lead]
    for section in article.sections:
        parts += [section.title, *section.sentences, *section.steps]
    return fold(" ".join(parts))
