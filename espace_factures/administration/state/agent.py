"""The sheet of an agent: roles, directions, suspension; at most one question is open at a time."""

from typing import Any

import reflex as rx

from espace_factures.administration.forms import Given, Left, Taken, boxes
from espace_factures.administration.presenter.agents import (
    AgentView,
    Box,
    agent_view,
    successor_choices,
)
from espace_factures.administration.presenter.agents import (
    boxes as drawn_boxes,
)
from espace_factures.administration.service import roles, seeing, suspending
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core import typed
from espace_factures.core.access import Actor, Role
from espace_factures.core.choice import Choice
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value


class AgentState(Feedback, rx.State):
    """The agent of the address; `asked` is the role to take, « suspension », or nothing."""

    is_loaded: bool = False
    view: AgentView = AgentView()
    boxes: list[Box] = []
    successors: list[Choice] = []
    asked: str = ""
    asks_directions: bool = False
    notice: str = ""
    times: int = 0
    _number: int = 0

    @rx.event
    @secured(seeing.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again; what the sheet of another left is gone."""
        number = typed.identifier(query_value(self, "id"))
        if number != self._number:
            self.reset()
        found = await live.follow(self, AgentState.load, lambda: read(seeing.sheet, actor, number), topics.agents())
        self._number, self.view = number, agent_view(found, actor.account_id)
        self.boxes = drawn_boxes(found.directions, found.agent.directions)
        self.successors, self.is_loaded = successor_choices(found), True

    @rx.event
    @secured(seeing.RIGHT)
    async def ask(self, what: str) -> None:
        """Open a question, or close it with nothing."""
        self.asked, self.notice = what, ""

    @rx.event
    @secured(seeing.RIGHT, keeps_feedback=True)
    async def choose(self, role: str) -> None:
        """Offer the directions to who needs some."""
        self.asks_directions = role == Role.INVOICE_AGENT

    @rx.event
    @secured(seeing.RIGHT)
    async def give(self, actor: Actor, form: dict[str, str]) -> Any:
        """Give a role."""
        await run(roles.give, actor, self._number, parse(Given, form).role, boxes(form))
        return self._said("Le rôle est donné. La personne en est avertie.")

    @rx.event
    @secured(seeing.RIGHT)
    async def take(self, actor: Actor, form: dict[str, str]) -> Any:
        """Take a role back."""
        await run(roles.take, actor, self._number, parse(Taken, form | {"role": self.asked}))
        return self._said("Le rôle est retiré. La personne en est avertie.")

    @rx.event
    @secured(seeing.RIGHT)
    async def serve(self, actor: Actor, form: dict[str, str]) -> Any:
        """Change the directions."""
        await run(roles.serve, actor, self._number, boxes(form), parse(Left, form).successor)
        return self._said("Les directions sont enregistrées. La personne en est avertie.")

    @rx.event
    @secured(seeing.RIGHT)
    async def suspend(self, actor: Actor, form: dict[str, str]) -> Any:
        """Suspend the agent."""
        await run(suspending.suspend, actor, self._number, parse(Left, form).successor)
        return self._said("L’agent est suspendu, ses sessions sont fermées. Il en est averti.")

    @rx.event
    @secured(seeing.RIGHT)
    async def reactivate(self, actor: Actor) -> Any:
        """Let the agent back."""
        await run(suspending.reactivate, actor, self._number)
        return self._said("L’agent est réactivé. Il en est averti.")

    def _said(self, notice: str) -> Any:
        self.notice, self.asked, self.asks_directions = notice, "", False
        self.times += 1
        return AgentState.load
