"""« Profil »: the identity and the contacts of the account."""

from typing import Any

import reflex as rx

from espace_factures.app import limits, topics
from espace_factures.app.forms import parse, under
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import long_date
from espace_factures.core.errors import FormError, Refusal
from espace_factures.identity.forms import Address, Person
from espace_factures.identity.rules import phones
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.service import codes
from espace_factures.profile.forms import Mobile
from espace_factures.profile.http import ADDED, FULL, NOT_ADDED, TOO_MANY, WRONG_PASSWORD
from espace_factures.profile.service import contacts, keys, nc_connect
from espace_factures.profile.state.protection import ProtectionState, SessionsState
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value
from espace_factures.web.me import Me

USE = Permission.ACCOUNT_USE
KEY_REFUSALS = {
    NOT_ADDED: "La clé d’accès n’a pas pu être ajoutée. Réessayez.",
    WRONG_PASSWORD: "La clé d’accès n’est pas ajoutée : ce n’est pas votre mot de passe actuel.",
    FULL: keys.FULL,
    TOO_MANY: limits.TOO_MANY,
}


class ProfileState(Feedback, rx.State):
    """Who the person is, and where to reach them."""

    is_loaded: bool = False
    civility: str = ""
    first_name: str = ""
    last_name: str = ""
    born: str = ""
    birth_date: str = ""
    email: str = ""
    has_email: bool = True
    mobile: str = ""
    has_mobile: bool = False
    contact: str = ""
    has_identity: bool = False
    email_step: str = ""
    email_asked: str = ""
    mobile_step: str = ""
    mobile_asked: str = ""
    notice: str = ""
    _told: str = ""

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> Any:
        """Read the account again."""
        account = await live.follow(
            self, ProfileState.load, lambda: read(contacts.profile, actor), topics.account(actor.account_id)
        )
        self.civility, self.first_name, self.last_name = account.civility, account.first_name, account.last_name
        self.born, self.birth_date = account.birth_date.isoformat(), long_date(account.birth_date)
        self.email, self.has_email = account.email, account.email_proved_at is not None
        self.mobile = phones.display(account.mobile) if account.mobile else ""
        self.has_mobile, self.contact = account.mobile_proved_at is not None, account.preferred_contact
        self.has_identity = await read(nc_connect.is_linked, actor)
        self._say_of_key(query_value(self, "cle"), query_value(self, "fois"))
        self.is_loaded = True
        return [ProtectionState.load, SessionsState.load]

    @rx.event
    @secured(USE)
    async def correct_person(self, actor: Actor, form: dict[str, str]) -> Any:
        """Correct the identity."""
        await run(contacts.correct_person, actor, parse(Person, form))
        return self._said("Votre identité est corrigée.")

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

    @rx.event
    @secured(USE)
    async def unlink(self, actor: Actor) -> Any:
        """Sign in through NC Connect no more."""
        await run(nc_connect.unlink, actor)
        return self._said("NC Connect n’est plus relié à votre compte.")

    def _say_of_key(self, outcome: str, time: str) -> None:
        """What became of the passkey that the page just posted: said once, though the page is read again."""
        if time == self._told:
            return
        self._told = time
        self.notice = "La clé d’accès est ajoutée." if outcome == ADDED else ""
        self.alert = KEY_REFUSALS.get(outcome, "")

    def _said(self, notice: str) -> Any:
        self.notice = notice
        return [ProfileState.load, Me.load]


def _accept(field: str, outcome: Refusal | None) -> None:
    if outcome is not None:
        raise FormError({field: outcome.sentence})
