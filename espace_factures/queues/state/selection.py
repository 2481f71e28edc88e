"""What is ticked in a queue, what may be done of it, and the batch that begins."""

from dataclasses import replace
from typing import Any, ClassVar

import reflex as rx
from reflex.event import EventSpec

from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.core.choice import Choice
from espace_factures.demandes.presenter import reason_choices
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds, reasons
from espace_factures.queues.forms import Filters
from espace_factures.queues.presenter import batches
from espace_factures.queues.presenter.batches import GestureRow, Ticked
from espace_factures.queues.presenter.queue import QueueRow
from espace_factures.queues.rules import MOST_AT_ONCE, Tab
from espace_factures.queues.service import batching, listing
from espace_factures.web.access import Feedback, SharedPage, secured_by_page


class Selection(Feedback, SharedPage, rx.State, mixin=True):
    """The ticked rows of a queue, and the bar of their gestures."""

    KIND: ClassVar[Kind]

    rows: list[QueueRow] = []
    filters: Filters = Filters()
    ticks: dict[str, bool] = {}
    ticked: str = ""
    standing_out: str = ""
    is_page_ticked: bool = False
    gestures: list[GestureRow] = []
    asked: str = ""
    """The gesture whose form is open, and what it asks."""
    asks: str = ""
    reasons: list[Choice] = []
    receiving: list[Choice] = []
    epoch: int = 0
    """Another when the boxes are ticked or cleared by the page: they are drawn anew."""
    _ticked: dict[str, Ticked] = {}
    """Each row that was ticked, as it was shown."""

    @rx.event
    @secured_by_page()
    async def tick(self, actor: Actor, reference: str, is_ticked: bool) -> None:
        """Tick a row, or not any more."""
        row = next((row for row in self.rows if row.reference == reference), None)
        if is_ticked and row is not None and len(self.ticks) < MOST_AT_ONCE:
            self._tick(row)
        elif not is_ticked:
            self.ticks.pop(reference, None)
            self._ticked.pop(reference, None)
        self._weigh(actor)

    @rx.event
    @secured_by_page()
    async def tick_page(self, actor: Actor, is_ticked: bool) -> None:
        """Tick every row of the page, or none."""
        self._clear()
        for row in self.rows if is_ticked else ():
            self._tick(row)
        self._weigh(actor)

    @rx.event
    @secured_by_page()
    async def tick_all(self, actor: Actor) -> None:
        """« Tout sélectionner »: what the filters leave on every page, as many as one gesture takes."""
        query = replace(self.filters.query(), place=None)
        rows = await read(listing.every_match, actor, self.KIND, query, MOST_AT_ONCE)
        self._clear()
        for row in rows:
            self.ticks[row.reference] = True
            self._ticked[row.reference] = Ticked(row.version, row.stage, row.amount or 0, row.alert)
        self._weigh(actor)

    @rx.event
    @secured_by_page()
    async def untick(self) -> None:
        """Leave the selection."""
        self._clear()

    @rx.event
    @secured_by_page()
    async def gather(self, actor: Actor, gesture: str, asks: str) -> EventSpec | None:
        """Begin a batch, or open the form of what it asks first."""
        if not asks:
            return await self._start(actor, {"status": gesture})
        life = kinds.of(self.KIND).life
        self.asked, self.asks = gesture, asks
        offered = await read(reasons.offered, actor, self.KIND, str(life.leads_to(gesture)))
        self.reasons = [Choice("", "Choisissez un motif"), *reason_choices(offered)]
        found = await read(batching.directions, actor, self.KIND) if asks == "direction" else []
        self.receiving = [Choice("", "Choisissez la direction"), *found]
        return None

    @rx.event
    @secured_by_page()
    async def send_off(self, actor: Actor, form: dict[str, str]) -> EventSpec:
        """Begin the batch with what was asked."""
        return await self._start(actor, form | {"status": self.asked})

    @rx.event
    @secured_by_page()
    async def dismiss(self) -> None:
        """Close the form; the rows stay ticked."""
        self.asked = self.asks = ""

    async def _start(self, actor: Actor, form: dict[str, str]) -> EventSpec:
        decision = parse(kinds.of(self.KIND).form, form)
        ticked = {reference: row.version for reference, row in self._ticked.items()}
        is_ready = self.filters.vue == Tab.READY and not self.asked
        number = await run(batching.start, actor, self.KIND, ticked, decision, is_ready=is_ready)
        self._clear()
        return rx.redirect(batches.report_address(number, self.filters))

    def _tick(self, row: QueueRow) -> None:
        self.ticks[row.reference] = True
        self._ticked[row.reference] = Ticked(row.version, row.stage, row.francs, row.alert)

    def _clear(self) -> None:
        self.ticks, self._ticked = {}, {}
        self.asked = self.asks = ""
        self.epoch += 1
        self.ticked = self.standing_out = ""
        self.gestures, self.is_page_ticked = [], False

    def _weigh(self, actor: Actor) -> None:
        """Say how many and how much, and what may be done of them; nothing of nothing."""
        rows: list[Any] = list(self._ticked.values())
        self.ticked, self.standing_out = batches.ticked_words(rows)
        self.is_page_ticked = all(row.reference in self.ticks for row in self.rows)
        self.gestures = batches.gesture_rows(self.KIND, actor, rows)
