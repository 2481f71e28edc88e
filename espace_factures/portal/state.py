"""The search page."""

from dataclasses import dataclass

import reflex as rx

from espace_factures.portal import content, rules, service
from espace_factures.requests.presenter import request_row
from espace_factures.web import session
from espace_factures.web.access import Feedback, public
from espace_factures.web.address import query_value
from espace_factures.web.run import run

LONGEST = 80


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
    mine: list[Result] = []
    words: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        """Search the words of the address."""
        self.query = query_value(self, "q")[:LONGEST]
        found = rules.search([content.SHEET, *content.HELP_PAGES, *content.STATEMENTS], self.query)
        self.pages = [Result(article.title, article.lead, article.route) for article in found]
        actor = session.current.get()
        requests = await run(service.own_results, actor, self.query) if actor else []
        rows = [request_row(request) for request in requests]
        self.mine = [Result(row.title, f"{row.reference} · {row.status}", row.href) for row in rows]
        self.words = _count(len(self.pages) + len(self.mine), self.query)
        self.is_loaded = True


def _count(found: int, query: str) -> str:
    if not query:
        return "Écrivez ce que vous cherchez."
    if not found:
        return f"Aucun résultat pour « {query} »."
    return f"{found} résultat{'s' if found > 1 else ''} pour « {query} »."
