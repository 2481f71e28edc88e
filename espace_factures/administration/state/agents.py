"""« Agents »: the list, and the invitations that wait."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.administration.presenter.agents import (
    AgentRow,
    InvitationRow,
    agent_row,
    invitation_row,
    lead_words,
    position_words,
)
from espace_factures.administration.service import inviting, seeing
from espace_factures.app import topics
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.core.typed import LONGEST_SEARCH, line, natural
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value


class AgentsState(Feedback, rx.State):
    """The agents that the search of the address finds."""

    is_loaded: bool = False
    lead: str = ""
    search: str = ""
    rows: list[AgentRow] = []
    invitations: list[InvitationRow] = []
    notice: str = ""
    position: str = ""
    previous: str = ""
    following: str = ""

    @rx.event
    @secured(seeing.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read the list of the address."""
        self.search = query_value(self, "q")[:LONGEST_SEARCH]
        page = max(natural(query_value(self, "page"), 4), 1)
        found = await live.follow(
            self, AgentsState.load, lambda: read(seeing.listed, actor, self.search, page), topics.agents()
        )
        self._turn(found, page)
        self.lead = lead_words(found)
        self.rows = [agent_row(agent) for agent in found.agents]
        self.invitations = [invitation_row(row, found) for row in found.invitations]
        self.is_loaded = True

    @rx.event
    @secured(seeing.RIGHT)
    async def narrow(self, form: dict[str, str]) -> EventSpec:
        """Put the search in the address."""
        self.notice = ""
        return rx.redirect(routes.with_query(routes.ADMIN_AGENTS, q=line(form.get("q", ""))[:LONGEST_SEARCH]))

    def _turn(self, found: seeing.Listing, page: int) -> None:
        """The neighbouring pages, under the same search."""
        self.position = position_words(found, page)
        self.previous = self._address(page - 1) if page > 1 else ""
        self.following = self._address(page + 1) if found.found > page * seeing.PAGE_SIZE else ""

    def _address(self, page: int) -> str:
        return routes.with_query(routes.ADMIN_AGENTS, q=self.search, page=str(page) if page > 1 else "")

    @rx.event
    @secured(seeing.RIGHT)
    async def renew(self, actor: Actor, number: int) -> Any:
        """Write an invitation again."""
        await run(inviting.renew, actor, number)
        self.notice = "L’invitation est renvoyée, pour deux semaines."
        return AgentsState.load

    @rx.event
    @secured(seeing.RIGHT)
    async def withdraw(self, actor: Actor, number: int) -> Any:
        """Take an invitation back."""
        await run(inviting.withdraw, actor, number)
        self.notice = "L’invitation est annulée, son lecteur en est averti."
        return AgentsState.load
