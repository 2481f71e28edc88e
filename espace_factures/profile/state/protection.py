"""« Profil »: the password, the second factor, the open sessions."""

from typing import Any

import pyotp
import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.forms import parse, under
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.typed import identifier
from espace_factures.identity.rules import strength
from espace_factures.identity.rules.strength import Claim
from espace_factures.profile.forms import ChangedPassword
from espace_factures.profile.presenter import KeyRow, SessionRow, key_row, session_row
from espace_factures.profile.service import contacts, devices, keys, openings, totp
from espace_factures.profile.service.totp import Enrolment
from espace_factures.web.access import Feedback, secured

USE, PROTECT = Permission.ACCOUNT_USE, Permission.ACCOUNT_PROTECT


class ProtectionState(Feedback, rx.State):
    """What protects the account."""

    claims: list[Claim] = strength.claims("")
    has_totp: bool = False
    codes_left: int = 0
    keys: list[KeyRow] = []
    enrolment: Enrolment = Enrolment("", "")
    recovery: list[str] = []
    notice: str = ""
    about: str = ""
    """Which part of the page speaks."""
    changes: int = 0
    _secret: str = ""

    @rx.event
    @secured(PROTECT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read what is set."""
        found = await read(totp.factors, actor)
        self.has_totp, self.codes_left = found.has_totp, found.codes_left
        self.keys = [key_row(key) for key in await read(keys.mine, actor)]

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def weigh(self, actor: Actor, password: str) -> None:
        """Tick the rules while one types; nothing of it is kept."""
        personal = (*actor.name.split(), actor.email.split("@", 1)[0])
        self.claims = await strength.weighed(password, personal)

    @rx.event
    @secured(USE)
    async def change_password(self, actor: Actor, form: dict[str, str]) -> EventSpec | None:
        """Another password; what else opens the account is shown."""
        self.about = "motdepasse"
        asked = parse(ChangedPassword, form)
        await contacts.change_password(actor, asked.current, asked)
        self.notice = "Votre mot de passe est changé. Vos autres appareils sont déconnectés."
        self.claims, self.changes = strength.claims(""), self.changes + 1
        if await read(openings.mine, actor):
            return rx.redirect(routes.with_query(routes.OPENINGS, fait="mot-de-passe", suite=routes.PROFILE))
        return None

    @rx.event
    @secured(PROTECT)
    async def begin_totp(self, actor: Actor) -> None:
        """Show a secret to scan; it counts once a code of it was typed."""
        self._secret = pyotp.random_base32()
        self.enrolment, self.recovery, self.notice = totp.enrolment(self._secret, actor.email), [], ""

    @rx.event
    @secured(PROTECT)
    async def turn_on(self, actor: Actor, form: dict[str, str]) -> Any:
        """Ask for one-time passwords from now on."""
        self.about = "etapes"
        with under("totp_"):
            typed, current = form.get("totp_code", ""), form.get("totp_current", "")
            self.recovery = await totp.turn_on(actor, current, self._secret, typed)
        self._secret, self.enrolment = "", Enrolment("", "")
        self.notice = "La vérification en deux étapes est activée. Gardez vos codes de secours."
        return ProtectionState.load

    @rx.event
    @secured(USE)
    async def turn_off(self, actor: Actor, form: dict[str, str]) -> Any:
        """Ask for no one-time password any more."""
        self.about = "etapes"
        with under("totp_"):
            await totp.turn_off(actor, form.get("totp_current", ""))
        self.notice, self.recovery = "Les codes de votre application ne sont plus demandés.", []
        return ProtectionState.load

    @rx.event
    @secured(USE)
    async def renew_codes(self, actor: Actor, form: dict[str, str]) -> Any:
        """Other recovery codes."""
        self.about = "etapes"
        with under("codes_"):
            self.recovery = await totp.renew_codes(actor, form.get("codes_current", ""))
        return ProtectionState.load

    @rx.event
    @secured(USE)
    async def remove_key(self, actor: Actor, form: dict[str, str]) -> Any:
        """Forget a passkey."""
        self.about = "cles"
        with under("key_"):
            chosen = identifier(form.get("key_number", ""))
            await keys.remove(actor, form.get("key_current", ""), chosen)
        self.notice = "La clé d’accès est retirée."
        return ProtectionState.load


class SessionsState(Feedback, rx.State):
    """Where the person is signed in."""

    rows: list[SessionRow] = []

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read them again."""
        self.rows = [session_row(row, actor.session_id) for row in await read(devices.mine, actor)]

    @rx.event
    @secured(USE)
    async def close(self, actor: Actor, number: int) -> Any:
        """Sign that browser out: its open page leaves at once."""
        await run(devices.close, actor, number)
        return SessionsState.load
