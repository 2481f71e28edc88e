"""« Ce n'était pas vous ? »: the page of the button of a security notice."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.run import inside, run
from espace_factures.core.errors import DomainError, Refusal
from espace_factures.identity.rules.verification import Purpose
from espace_factures.identity.service import codes, denial
from espace_factures.web.access import Feedback, public
from espace_factures.web.address import query_value


class DenialState(Feedback, rx.State):
    """The link, which does nothing before its person says so: mail programs open links by themselves."""

    is_loaded: bool = False
    is_live: bool = False

    @rx.event
    @public
    async def load(self) -> None:
        """Say whether the link still serves."""
        self.is_live = denial.read(inside(), query_value(self, "lien")) is not None
        self.is_loaded = True

    @rx.event
    @public
    async def deny(self) -> EventSpec:
        """Close the account to others, and send the code that opens it again."""
        outcome = await run(denial.deny, query_value(self, "lien"))
        if isinstance(outcome, Refusal):
            raise DomainError(outcome.sentence, outcome.code)
        ticket = await run(codes.ask, outcome, Purpose.RECOVERY)
        return rx.redirect(routes.with_query(routes.FORGOTTEN_PASSWORD_CODE, demande=ticket))
