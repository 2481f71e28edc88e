"""The search page."""

from dataclasses import dataclass

import reflex as rx

from espace_factures.app.run import read
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.core.words import counted
from espace_factures.demandes.presenter import DemandeRow, demande_row
from espace_factures.organisation.service import parameters
from espace_factures.portal import messages
from espace_factures.portal.messages.search import search
from espace_factures.portal.service import searching
from espace_factures.web import session
from espace_factures.web.access import Feedback, public
from espace_factures.web.address import query_value

NOTHING = searching.Found([], [])


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found."""

    title: str
    detail: str
    href: str


class SearchState(Feedback, rx.State):
    """What was looked for, and what was found."""

    is_loaded: bool = False
    query: str = ""
    pages: list[Result] = []
    followed: list[Result] = []
    to_instruct: list[Result] = []
    words: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        """Search the words of the address."""
        self.query = query_value(self, "q")[:LONGEST_SEARCH]
        terms = await read(parameters.terms)
        articles = search([messages.told(article, terms) for article in messages.ARTICLES], self.query)
        actor = session.current.get()
        found = await read(searching.search, actor, self.query) if actor else NOTHING
        self.pages = [Result(article.title, article.lead, article.route) for article in articles]
        self.followed = [_result(demande_row(demande)) for demande in found.followed]
        self.to_instruct = [_result(demande_row(demande, to_instruct=True)) for demande in found.to_instruct]
        self.words = _count(len(self.pages) + len(self.followed) + len(self.to_instruct), self.query)
        self.is_loaded = True


def _result(row: DemandeRow) -> Result:
    return Result(row.title, f"{row.reference} · {row.status}", row.href)


def _count(found: int, query: str) -> str:
    if not query.strip():
        return "Écrivez ce que vous cherchez : une démarche, une question, le numéro d’une facture."
    if not found:
        return f"Aucun résultat pour « {query} ». Essayez avec moins de mots."
    return f"{counted(found, 'résultat')} pour « {query} »."
