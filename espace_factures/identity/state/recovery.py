"""« Mot de passe oublié », its two forms."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.forms import parse
from espace_factures.app.run import run
from espace_factures.core.errors import FormError, Refusal
from espace_factures.identity.forms import Address, NewPassword
from espace_factures.identity.http.entry import browser_of
from espace_factures.identity.rules import strength
from espace_factures.identity.rules.browsers import Device
from espace_factures.identity.rules.strength import Claim
from espace_factures.identity.service import codes, recovery
from espace_factures.identity.state.codes import CodePage
from espace_factures.web import session
from espace_factures.web.access import Feedback, public, public_aside
from espace_factures.web.address import query_value

CHANGED = "mot-de-passe"
DONE = routes.with_query(routes.OPENINGS, fait=CHANGED, suite=routes.with_query(routes.DEMANDES, fait=CHANGED))


class RecoveryState(Feedback, rx.State):
    """The first screen: the address."""

    @rx.event
    @public
    async def submit(self, form: dict[str, str]) -> EventSpec:
        """Ask for a code, whoever has this address or nobody."""
        address, answer = self.router.session.client_ip, form.get("captcha", "")
        browser = browser_of(session.cookie_of(self))
        ticket = await recovery.start(parse(Address, form), answer, address, browser)
        return rx.redirect(routes.with_query(routes.FORGOTTEN_PASSWORD_CODE, demande=ticket))


class NewPasswordState(CodePage, rx.State):
    """The second screen: the code and the new password."""

    claims: list[Claim] = strength.claims("")
    entry: str = ""
    """The ticket that a native form hands over at once, to open the session."""

    @rx.event
    @public
    async def load(self) -> None:
        """Say where the code went."""
        self.ticket = query_value(self, "demande")
        step = await run(codes.step, self.ticket)
        self._show(step)
        self.notice = "Un nouveau code vous a été envoyé." if query_value(self, "renvoi") == "1" else ""
        self.claims, self.entry = strength.claims(""), ""

    @rx.event
    @public_aside
    async def weigh(self, password: str) -> None:
        """Tick the rules while one types; nothing of it is kept."""
        self.claims = await strength.weighed(password, (self.place.split("@", 1)[0],))

    @rx.event
    @public
    async def submit(self, form: dict[str, str]) -> None:
        """Try the code and change the password; what was typed stays when it is refused."""
        passwords, typed = parse(NewPassword, form), form.get("code", "")
        agent, address = str(self.router.headers.user_agent or ""), self.router.session.client_ip
        device = Device(agent, address, browser_of(session.cookie_of(self)))
        outcome = await run(recovery.reset, self.ticket, typed, passwords, device)
        if isinstance(outcome, Refusal):
            raise FormError({outcome.field: outcome.sentence})
        self.entry = outcome.ticket

    @rx.event
    @public
    async def resend(self) -> EventSpec:
        """Send another code."""
        ticket = await run(codes.resend, self.ticket)
        self.ticket = ticket
        return rx.redirect(routes.with_query(routes.FORGOTTEN_PASSWORD_CODE, demande=ticket, renvoi="1"))
