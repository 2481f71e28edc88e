"""Where the person is reached: an address and a number, each proved by the code that is sent to it."""

from typing import Any

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.forms import parse, under
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import FormError, Refusal
from espace_factures.identity.forms import Address
from espace_factures.identity.rules import phones
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.service import codes
from espace_factures.profile.forms import Mobile
from espace_factures.profile.service import contacts
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.me import Me

USE = Permission.ACCOUNT_USE


class ContactsState(Feedback, rx.State):
    """The contacts of the account, and the codes that wait."""

    is_loaded: bool = False
    email: str = ""
    has_email: bool = True
    mobile: str = ""
    has_mobile: bool = True
    contact: str = ""
    email_step: str = ""
    email_asked: str = ""
    mobile_step: str = ""
    mobile_asked: str = ""
    notice: str = ""

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read them again."""
        account = await live.follow(
            self, ContactsState.load, lambda: read(contacts.profile, actor), topics.account(actor.account_id)
        )
        self.email, self.has_email = account.email, account.email_proved_at is not None
        self.mobile = phones.display(account.mobile) if account.mobile else ""
        self.has_mobile, self.contact = account.mobile_proved_at is not None, account.preferred_contact
        self.is_loaded = True

    @rx.event
    @secured(USE)
    async def ask_email(self, actor: Actor, form: dict[str, str]) -> None:
        """Send a code to the new address."""
        with under("email_"):
            asked = parse(Address, form)
            self.email_step = await run(contacts.ask_email, actor, asked)
        self.email_asked, self.notice = asked.email, ""

    @rx.event
    @secured(USE)
    async def confirm_email(self, actor: Actor, form: dict[str, str]) -> Any:
        """Try the code."""
        _accept("email_code", await run(contacts.confirm_email, actor, self.email_step, form.get("email_code", "")))
        self.email_step = ""
        return self._said("Votre courriel est changé.")

    @rx.event
    @secured(USE)
    async def ask_mobile(self, actor: Actor, form: dict[str, str]) -> None:
        """Send a code to the new number."""
        with under("mobile_"):
            asked = parse(Mobile, form)
            self.mobile_step = await run(contacts.ask_mobile, actor, asked)
        self.mobile_asked, self.notice = phones.display(asked.mobile), ""

    @rx.event
    @secured(USE)
    async def confirm_mobile(self, actor: Actor, form: dict[str, str]) -> Any:
        """Try the code."""
        _accept("mobile_code", await run(contacts.confirm_mobile, actor, self.mobile_step, form.get("mobile_code", "")))
        self.mobile_step = ""
        return self._said("Votre mobile est confirmé.")

    @rx.event
    @secured(USE)
    async def resend(self) -> None:
        """Send another code where the last one went."""
        if self.email_step:
            self.email_step = await run(codes.resend, self.email_step)
        elif self.mobile_step:
            self.mobile_step = await run(codes.resend, self.mobile_step)
        self.notice = "Un nouveau code vous a été envoyé."

    @rx.event
    @secured(USE)
    async def begin_again(self) -> None:
        """Give another address or number."""
        self.email_step = self.mobile_step = self.notice = ""

    @rx.event
    @secured(USE)
    async def prefer(self, actor: Actor, form: dict[str, str]) -> Any:
        """Choose where codes go."""
        chosen = form.get("preferred_contact", "")
        if chosen not in set(Contact):
            raise FormError({"preferred_contact": "Choisissez une des réponses proposées."})
        await run(contacts.prefer, actor, Contact(chosen))
        return self._said("Votre contact préférentiel est enregistré.")

    def _said(self, notice: str) -> Any:
        self.notice = notice
        return [ContactsState.load, Me.load]


def _accept(field: str, outcome: Refusal | None) -> None:
    if outcome is not None:
        raise FormError({field: outcome.sentence})
