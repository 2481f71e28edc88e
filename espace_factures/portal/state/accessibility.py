"""« Accessibilité »: whether its form asks to tell people from robots."""

import reflex as rx

from espace_factures.app.run import read
from espace_factures.portal.service import reporting
from espace_factures.web.access import Feedback, public


class AccessibilityState(Feedback, rx.State):
    """The form that anybody may send."""

    is_crowded: bool = False

    @rx.event
    @public
    async def load(self) -> None:
        """Past what a network may send, the question is asked."""
        self.is_crowded = await read(reporting.is_crowded, self.router.session.client_ip)
