"""« Inviter un agent »: an address, a role, its directions."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.administration.forms import Invited, boxes
from espace_factures.administration.presenter.agents import Box
from espace_factures.administration.presenter.agents import boxes as drawn_boxes
from espace_factures.administration.service import inviting, seeing
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Role
from espace_factures.identity.service.appointments import Appointment
from espace_factures.web.access import Feedback, secured

DONE = {
    Appointment.GRANTED: "agent-nomme",
    Appointment.OFFERED: "agent-invite",
    Appointment.UNCHANGED: "agent-connu",
}


class InvitationState(Feedback, rx.State):
    """The directions offered with the role that is chosen."""

    is_loaded: bool = False
    boxes: list[Box] = []
    asks_directions: bool = False

    @rx.event
    @secured(seeing.RIGHT)
    async def load(self, actor: Actor) -> None:
        """Read the directions."""
        self.boxes, self.asks_directions = drawn_boxes(await read(seeing.choices, actor)), False
        self.is_loaded = True

    @rx.event
    @secured(seeing.RIGHT, keeps_feedback=True)
    async def choose(self, role: str) -> None:
        """Offer the directions to who needs some."""
        self.asks_directions = role == Role.INVOICE_AGENT

    @rx.event
    @secured(seeing.RIGHT)
    async def invite(self, actor: Actor, form: dict[str, str]) -> EventSpec:
        """Send the invitation."""
        outcome = await run(inviting.invite, actor, parse(Invited, form), boxes(form))
        return rx.redirect(routes.with_query(routes.ADMIN_AGENTS, fait=DONE[outcome]))
