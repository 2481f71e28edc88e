"""What an administrator finds first on the board."""

import reflex as rx

from espace_factures.administration.presenter.directions import Alarm, alarm_rows
from espace_factures.administration.service import alarms
from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured


class AlarmsState(Feedback, rx.State):
    """The alarms; none for whoever does not rule."""

    is_loaded: bool = False
    rows: list[Alarm] = []

    @rx.event
    @secured(Permission.ADMINISTRATION_OPEN)
    async def load(self, actor: Actor) -> None:
        """Read them."""
        found = await live.follow(self, AlarmsState.load, lambda: read(alarms.rung, actor), topics.agents())
        self.rows, self.is_loaded = alarm_rows(found), True
