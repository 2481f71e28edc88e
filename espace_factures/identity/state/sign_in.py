"""« Connexion », its second step, and the code that links NC Connect to an account."""

from collections.abc import Mapping

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.limits import LOCKED_HERE, TO_SOLVE, TOO_MANY
from espace_factures.app.run import inside, read, run
from espace_factures.core import demonstration
from espace_factures.core.demonstration import Guide
from espace_factures.identity.http.entry import TYPED_EMAIL
from espace_factures.identity.service import codes, sign_in
from espace_factures.identity.state.codes import CodePage, refusal_words
from espace_factures.web import session
from espace_factures.web.access import public
from espace_factures.web.address import query_value
from espace_factures.web.first_words import FirstWords
from espace_factures.web.returns import home_of, safe_return

REFUSALS = {
    "1": sign_in.WRONG,
    "essais": TOO_MANY,
    "robot": TO_SOLVE,
    "cle": "Cette clé d’accès n’a pas été reconnue. Réessayez, ou connectez-vous autrement.",
    "nc-connect": "NC Connect ne répond pas pour l’instant. Réessayez, ou connectez-vous par votre mot de passe.",
    "identite": "NC Connect n’a pas confirmé votre identité. Recommencez, ou connectez-vous par votre mot de passe.",
}
FACTOR_REFUSALS = {
    "1": "Ce n’est pas un code valable. Attendez le suivant dans votre application, puis réessayez.",
    "cle": REFUSALS["cle"],
    "essais": TOO_MANY,
    "reseau": LOCKED_HERE,
}


async def sign_in_first(query: Mapping[str, str], cookie: str) -> FirstWords | None:
    """Why the sign-in was refused, and the address that was typed."""
    sentence = REFUSALS.get(query.get("refus", ""), "")
    return FirstWords(sentence, typed={"email": session.cookie_value(cookie, TYPED_EMAIL)}) if sentence else None


async def factor_first(query: Mapping[str, str], _cookie: str) -> FirstWords | None:
    """Why the second step was refused."""
    sentence = FACTOR_REFUSALS.get(query.get("refus", ""), "")
    return FirstWords(sentence) if sentence else None


class SignInState(rx.State):
    """What the sign-in page says about the last try."""

    refusal: str = ""
    notice: str = ""
    typed_email: str = ""
    wanted: str = ""
    must_solve: bool = False
    sign_up: str = routes.SIGN_UP
    identity: str = routes.IDENTITY
    guides: list[Guide] = []
    """The accounts of a demonstration, with their one password."""
    opens_with: str = ""
    is_ready: bool = False

    @rx.event
    @public
    async def load(self) -> EventSpec | None:
        """Say why the person is here; one who is signed in goes on."""
        self.wanted = safe_return(query_value(self, "suite"), default="")
        if (actor := session.current.get()) is not None:
            return rx.redirect(self.wanted or home_of(actor))
        self.refusal = REFUSALS.get(query_value(self, "refus"), "")
        is_crowded = await read(sign_in.is_crowded, self.router.session.client_ip)
        self.must_solve = is_crowded or query_value(self, "verifier") == "1"
        expired = query_value(self, "expire") == "1"
        self.notice = "Votre session a pris fin. Connectez-vous pour retrouver votre page." if expired else ""
        self.typed_email = session.cookie_value(session.cookie_of(self), TYPED_EMAIL) if self.refusal else ""
        self.sign_up = routes.with_query(routes.SIGN_UP, suite=self.wanted)
        self.identity = routes.with_query(routes.IDENTITY, suite=self.wanted)
        self._show_demonstration()
        self.is_ready = True
        return None

    def _show_demonstration(self) -> None:
        """Nothing of it is known to a production, nor written in its pages."""
        if inside().settings.shows_mailbox:
            self.guides, self.opens_with = demonstration.guides(), demonstration.PASSWORD


class SecondFactorState(rx.State):
    """The second step of a sign-in."""

    refusal: str = ""
    wanted: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        """Say what became of the last try."""
        self.wanted = safe_return(query_value(self, "suite"), default="")
        self.refusal = FACTOR_REFUSALS.get(query_value(self, "refus"), "")


class LinkState(CodePage, rx.State):
    """The code that proves the address of the account to link."""

    @rx.event
    @public
    async def load(self) -> None:
        """Say where the code went."""
        self.ticket = query_value(self, "demande")
        self.wanted = safe_return(query_value(self, "suite"), default="")
        step = await run(codes.step, self.ticket)
        self._show(step)
        self.refusal = refusal_words(step, query_value(self, "refus"))

    @rx.event
    @public
    async def resend(self) -> EventSpec:
        """Send another code."""
        ticket = await run(codes.resend, self.ticket)
        return rx.redirect(routes.with_query(routes.LINK_IDENTITY, demande=ticket, suite=self.wanted))
