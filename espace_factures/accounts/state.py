"""The pages of signing in, signing up and activating."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.accounts import phones, service
from espace_factures.accounts.forms import SignUp
from espace_factures.accounts.http import TYPED_EMAIL
from espace_factures.accounts.rules import Contact
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import long_date
from espace_factures.web import session
from espace_factures.web.access import Feedback, public, secured
from espace_factures.web.address import query_value
from espace_factures.web.forms import parse
from espace_factures.web.returns import safe_return
from espace_factures.web.run import run

REFUSALS = {
    "1": "Le courriel ou le mot de passe ne correspond pas. Vérifiez-les et réessayez.",
    "essais": service.TOO_MANY,
}


class SignInState(rx.State):
    """What the sign-in page says about the last try."""

    refusal: str = ""
    notice: str = ""
    typed_email: str = ""
    wanted: str = ""
    sign_up: str = routes.SIGN_UP
    is_ready: bool = False

    @rx.event
    @public
    async def load(self) -> EventSpec | None:
        """Say why the person is here; one who is signed in goes on."""
        self.wanted = safe_return(query_value(self, "suite"), default="")
        if session.current.get() is not None:
            return rx.redirect(self.wanted or routes.INVOICES_HOME)
        self.refusal = REFUSALS.get(query_value(self, "refus"), "")
        expired = query_value(self, "expire") == "1"
        self.notice = "Votre session a pris fin. Connectez-vous pour retrouver votre page." if expired else ""
        self.typed_email = session.cookie_value(session.cookie_of(self), TYPED_EMAIL) if self.refusal else ""
        self.sign_up = routes.with_query(routes.SIGN_UP, suite=self.wanted)
        self.is_ready = True
        return None


class SignUpState(Feedback, rx.State):
    """The sign-up form."""

    wanted: str = ""
    contact: str = "email"

    @rx.event
    @public
    async def load(self) -> None:
        """Remember the page that was wanted."""
        self.wanted = safe_return(query_value(self, "suite"), default="")

    @rx.event
    @public
    async def submit(self, form: dict[str, str]) -> EventSpec:
        """Create the account and go to the code."""
        address = self.router.session.client_ip
        ticket = await run(service.sign_up, parse(SignUp, form), address)
        return rx.redirect(routes.with_query(routes.ACTIVATION, demande=ticket, suite=self.wanted))


class ActivationState(Feedback, rx.State):
    """The page of the code."""

    ticket: str = ""
    email: str = ""
    wanted: str = ""
    refusal: str = ""
    notice: str = ""
    is_live: bool = True

    @rx.event
    @public
    async def load(self) -> None:
        """Say where the code went and how many tries are left."""
        self.ticket = query_value(self, "demande")
        self.wanted = safe_return(query_value(self, "suite"), default="")
        step = await run(service.code_step, self.ticket)
        self.email, self.is_live = step.email, step.is_live
        tried = query_value(self, "refus") == "1"
        self.refusal = _refusal(step) if tried or not step.is_live else ""
        self.notice = "Un nouveau code vous a été envoyé." if query_value(self, "renvoi") == "1" else ""

    @rx.event
    @public
    async def resend(self) -> EventSpec:
        """Send another code."""
        ticket = await run(service.resend_code, self.ticket)
        return rx.redirect(routes.with_query(routes.ACTIVATION, demande=ticket, renvoi="1", suite=self.wanted))


def _refusal(step: service.CodeStep) -> str:
    if not step.is_live:
        return "Ce code ne peut plus servir. Demandez-en un autre avec « Renvoyer le code »."
    tries = "un essai" if step.tries_left == 1 else f"{step.tries_left} essais"
    return f"Ce n’est pas le code envoyé. Vérifiez les 4 chiffres du dernier message reçu : il vous reste {tries}."


class ProfileState(Feedback, rx.State):
    """What is known of the account."""

    is_loaded: bool = False
    civility: str = ""
    first_name: str = ""
    last_name: str = ""
    birth_date: str = ""
    email: str = ""
    mobile: str = ""
    contact: str = ""

    @rx.event
    @secured(Permission.ACCOUNT_USE)
    async def load(self, actor: Actor) -> None:
        """Read the account."""
        account = await run(service.profile, actor)
        self.civility, self.first_name, self.last_name = account.civility, account.first_name, account.last_name
        self.birth_date, self.email = long_date(account.birth_date), account.email
        self.mobile = phones.display(account.mobile) if account.mobile else "Non indiqué"
        self.contact = "Par SMS" if account.preferred_contact == Contact.SMS else "Par courriel"
        self.is_loaded = True
