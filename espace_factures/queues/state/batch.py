"""The report of a batch: it moves while the job goes on."""

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.core.typed import identifier, natural
from espace_factures.queues.forms import read_filters
from espace_factures.queues.presenter import batches
from espace_factures.queues.presenter.batches import BatchRow, BatchView, LineRow
from espace_factures.queues.service import reporting
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

LONGEST_PAGE = 4


class BatchState(Feedback, rx.State):
    """A batch of the agent, and their others."""

    is_loaded: bool = False
    view: BatchView = BatchView()
    lines: list[LineRow] = []
    others: list[BatchRow] = []

    @rx.event
    @secured(Permission.ADMINISTRATION_OPEN, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read the report of the address; the job wakes this page as it goes."""
        filters = read_filters(self.router.url.query_parameters)
        number = identifier(query_value(self, "lot"))
        page = max(natural(query_value(self, "page"), LONGEST_PAGE) or 1, 1)
        found = await live.follow(
            self,
            BatchState.load,
            lambda: read(reporting.report, actor, number, page),
            shown=lambda report: [topics.batch(report.batch.id)] if report.batch else [],
        )
        self.view, self.lines = batches.batch_view(found, filters), batches.line_rows(found)
        self.others = batches.batch_rows(found)
        self.is_loaded = True
