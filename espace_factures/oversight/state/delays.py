"""« Délais de paiement »: public."""

import reflex as rx

from espace_factures.app.run import read
from espace_factures.core.plots import Bar
from espace_factures.oversight.presenter.dashboard import counted_until
from espace_factures.oversight.presenter.plots import DelayRow, delay_rows, direction_bars
from espace_factures.oversight.presenter.public import lead_words
from espace_factures.oversight.service import delays
from espace_factures.web.access import Feedback, public


class DelaysState(Feedback, rx.State):
    """The delays of each direction."""

    is_loaded: bool = False
    lead: str = ""
    until: str = ""
    bars: list[Bar] = []
    rows: list[DelayRow] = []

    @rx.event
    @public
    async def load(self) -> None:
        """Read them."""
        found, period = await read(delays.told)
        self.lead, self.until = lead_words(found, period), counted_until(found)
        self.bars, self.rows = direction_bars(found), delay_rows(found)
        self.is_loaded = True
