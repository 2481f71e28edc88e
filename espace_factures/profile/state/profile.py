"""« Profil »: the identity of the account, and what is linked to it."""

from typing import Any

import reflex as rx

from espace_factures.app import limits, topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import long_date
from espace_factures.identity.forms import Person
from espace_factures.profile.http import ADDED, FULL, NOT_ADDED, TOO_MANY, WRONG_PASSWORD
from espace_factures.profile.service import contacts, keys, nc_connect
from espace_factures.profile.state.contacts import ContactsState
from espace_factures.profile.state.protection import ProtectionState, SessionsState
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value
from espace_factures.web.me import Me

USE = Permission.ACCOUNT_USE
KEY_REFUSALS = {
    NOT_ADDED: "La clé d’accès n’a pas pu être ajoutée. Réessayez.",
    WRONG_PASSWORD: "La clé d’accès n’est pas ajoutée : ce n’est pas votre mot de passe actuel.",
    FULL: keys.FULL,
    TOO_MANY: limits.TOO_MANY,
}


class ProfileState(Feedback, rx.State):
    """Who the person is."""

    is_loaded: bool = False
    civility: str = ""
    first_name: str = ""
    last_name: str = ""
    born: str = ""
    birth_date: str = ""
    has_identity: bool = False
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
        self.has_identity = await read(nc_connect.is_linked, actor)
        self._say_of_key(query_value(self, "cle"), query_value(self, "fois"))
        self.is_loaded = True
        return [ContactsState.load, ProtectionState.load, SessionsState.load]

    @rx.event
    @secured(USE)
    async def correct_person(self, actor: Actor, form: dict[str, str]) -> Any:
        """Correct the identity."""
        await run(contacts.correct_person, actor, parse(Person, form))
        return self._said("Votre identité est corrigée.")

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
