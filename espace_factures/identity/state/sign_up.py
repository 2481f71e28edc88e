"""« S'inscrire » and the code that activates the account."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.forms import parse
from espace_factures.app.run import run
from espace_factures.core.ports import Identity
from espace_factures.identity.forms import SignUp
from espace_factures.identity.http.identities import identity_of
from espace_factures.identity.rules import phones, strength
from espace_factures.identity.rules.strength import Claim
from espace_factures.identity.service import codes, sign_up
from espace_factures.identity.state.codes import CodePage, refusal_words
from espace_factures.web import session
from espace_factures.web.access import Feedback, public, public_aside
from espace_factures.web.address import query_value
from espace_factures.web.returns import safe_return


class SignUpState(Feedback, rx.State):
    """The sign-up form, begun by what NC Connect says when the person comes from there."""

    wanted: str = ""
    is_known: bool = False
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    birth_date: str = ""
    claims: list[Claim] = strength.claims("")

    @rx.event
    @public
    async def load(self) -> None:
        """Remember the page that was wanted."""
        self.wanted = safe_return(query_value(self, "suite"), default="")
        known = self._identity() or Identity("", "")
        self.is_known = bool(known.subject)
        self.email, self.first_name, self.last_name = known.email, known.first_name, known.last_name
        self.birth_date = known.birth_date

    @rx.event
    @public_aside
    async def weigh(self, password: str) -> None:
        """Tick the rules while one types; nothing of it is kept."""
        self.claims = await strength.weighed(password)

    @rx.event
    @public
    async def submit(self, form: dict[str, str]) -> EventSpec:
        """Create the account and go to the code."""
        address, answer = self.router.session.client_ip, form.get("captcha", "")
        ticket = await sign_up.sign_up(parse(SignUp, form), answer, address, self._identity())
        return rx.redirect(routes.with_query(routes.ACTIVATION, demande=ticket, suite=self.wanted))

    def _identity(self) -> Identity | None:
        return identity_of(session.cookie_of(self))


class ActivationState(CodePage, rx.State):
    """The page of the code."""

    @rx.event
    @public
    async def load(self) -> None:
        """Say where the code went and how many tries are left."""
        self.ticket = query_value(self, "demande")
        self.wanted = safe_return(query_value(self, "suite"), default="")
        step = await run(codes.step, self.ticket)
        self._show(step)
        self.refusal = refusal_words(step, query_value(self, "refus"))
        self.notice = "Un nouveau code vous a été envoyé." if query_value(self, "renvoi") == "1" else ""
        self.place = phones.display(step.mobile) if step.mobile else step.email

    @rx.event
    @public
    async def resend(self) -> EventSpec:
        """Send another code."""
        ticket = await run(codes.resend, self.ticket)
        return rx.redirect(routes.with_query(routes.ACTIVATION, demande=ticket, renvoi="1", suite=self.wanted))
