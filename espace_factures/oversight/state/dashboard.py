"""« Tableau de bord »: what waits, followed live; the figures of the Province, read at a visit."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.core.plots import Bar, Column
from espace_factures.core.typed import identifier
from espace_factures.oversight.presenter import plots
from espace_factures.oversight.presenter.dashboard import (
    FigureRow,
    QueueCard,
    counted_until,
    direction_choices,
    province_figures,
    queue_cards,
    whose,
    work_figures,
)
from espace_factures.oversight.presenter.plots import DelayRow, MonthRow, ReasonRow
from espace_factures.oversight.service import dashboard
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value


class BoardState(Feedback, rx.State):
    """What waits for the agent, queue by queue."""

    is_loaded: bool = False
    figures: list[FigureRow] = []
    queues: list[QueueCard] = []
    has_desk: bool = False

    @rx.event
    @secured(dashboard.RIGHT)
    async def load(self, actor: Actor) -> None:
        """Count again."""
        queues = [topics.queue(kind) for kind in dashboard.ORDER]
        found = await live.follow(self, BoardState.load, lambda: read(dashboard.work, actor), *queues)
        self.figures, self.queues = work_figures(found), queue_cards(found)
        self.has_desk = actor.can(Permission.ACCOUNT_RESTORE)
        self.is_loaded = True


class ProvinceState(Feedback, rx.State):
    """The figures of a direction, or of all: they change every ten minutes, and no tab is woken for it."""

    is_loaded: bool = False
    figures: list[FigureRow] = []
    until: str = ""
    whose: str = ""
    direction: str = ""
    directions: list[Choice] = []
    months: list[Column] = []
    month_rows: list[MonthRow] = []
    bars: list[Bar] = []
    steps: list[Bar] = []
    delay_rows: list[DelayRow] = []
    reasons: list[Bar] = []
    reason_rows: list[ReasonRow] = []

    @rx.event
    @secured(dashboard.RIGHT)
    async def load(self, actor: Actor) -> None:
        """Read them for the direction of the address."""
        found = await read(dashboard.province, actor, identifier(query_value(self, "direction")))
        self.figures, self.until = province_figures(found), counted_until(found)
        self.direction = str(found.direction_id or "")
        self.directions, self.whose = direction_choices(found), whose(found)
        self.months, self.month_rows = plots.month_columns(found), plots.month_rows(found)
        self.bars, self.steps = plots.direction_bars(found), plots.step_bars(found)
        self.delay_rows = plots.delay_rows(found)
        self.reasons, self.reason_rows = plots.reason_bars(found), plots.reason_rows(found)
        self.is_loaded = True

    @rx.event
    @secured(dashboard.RIGHT)
    async def narrow(self, form: dict[str, str]) -> EventSpec:
        """Put the direction in the address."""
        number = identifier(form.get("direction", ""))
        return rx.redirect(routes.with_query(routes.ADMIN, direction=str(number or "")))
