"""Who is looking at the page: what the header shows, never what a right depends on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import reflex as rx

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.outside import outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, runtime
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.core.terms import Terms
from espace_factures.web import live, session
from espace_factures.web.access import public
from espace_factures.web.address import query_value

DONE: Final = {
    "mot-de-passe": "Votre mot de passe a été changé !",
    "agent-invite": "L’invitation est envoyée. Le rôle sera donné dès que l’adresse sera confirmée.",
    "agent-nomme": "Le rôle est donné. La personne en est avertie.",
    "agent-connu": "Cette personne a déjà ce rôle et ces directions : rien n’a changé.",
    "compte-supprime": "Votre compte est supprimé. Vous êtes déconnecté.",
}
"""What a page that leads elsewhere has just done, said on the page it leads to (?fait=…)."""


@dataclass(slots=True)
class Unread:
    """Who can count a person's unread notices: introduced by wiring."""

    count: Callable[[Reading, Inside, Actor], int] | None = None


unread_notices = Unread()


@dataclass(slots=True)
class Rules:
    """Who knows the parameters in force: introduced by wiring."""

    terms: Callable[[Reading, Inside], Terms] | None = None


province = Rules()


def _around(uow: Reading, ports: Inside, actor: Actor | None) -> tuple[Terms, int]:
    """The parameters that pages say, and how many notices wait."""
    terms = province.terms(uow, ports) if province.terms else Terms()
    return terms, unread_notices.count(uow, ports, actor) if actor and unread_notices.count else 0


class Me(rx.State):
    """The signed-in person as the header names them; empty for a visitor."""

    is_known: bool = False
    """Whether it has been asked who looks."""
    signed_in: bool = False
    display_name: str = ""
    email: str = ""
    is_agent: bool = False
    handles_invoices: bool = False
    handles_habilitations: bool = False
    handles_ribs: bool = False
    pays: bool = False
    reads_orders: bool = False
    administers: bool = False
    unread: int = 0
    captcha: str = "altcha"
    captcha_site: str = ""
    has_identities: bool = False
    mailbox: str = ""
    """Where a demonstration keeps its mails and its codes; empty elsewhere."""
    notice: str = ""
    terms: Terms = Terms()

    @rx.event
    @public
    async def load(self) -> None:
        """Name the person, or nobody; asked at each page."""
        actor = session.current.get()
        self.signed_in = actor is not None
        self.display_name = actor.name if actor else ""
        self.email = actor.email if actor else ""
        self._show_rights(actor)
        self._show_settings()
        self.notice = DONE.get(query_value(self, "fait"), "")
        if runtime.reading is not None:
            self.terms, self.unread = await self._around(actor)
        self.is_known = True

    def _show_rights(self, actor: Actor | None) -> None:
        """Which tabs there are."""
        self.is_agent = actor is not None and actor.is_agent
        self.handles_invoices = actor is not None and actor.can(Permission.INVOICE_REVIEW)
        self.handles_habilitations = actor is not None and actor.can(Permission.HABILITATION_DECIDE)
        self.handles_ribs = actor is not None and actor.can(Permission.RIB_VALIDATE)
        self.pays = actor is not None and actor.can(Permission.INVOICE_PAY)
        self.reads_orders = actor is not None and actor.can(Permission.ORDER_READ)
        self.administers = actor is not None and actor.can(Permission.ADMINISTRATION_RULE)

    async def _around(self, actor: Actor | None) -> tuple[Terms, int]:
        """What the frame of the page says; it follows the account on every page."""
        if actor is None:
            return await read(_around, None)
        return await live.follow(self, Me.load, lambda: read(_around, actor), topics.account(actor.account_id))

    def _show_settings(self) -> None:
        """What the forms of the account depend on."""
        if runtime.ports is not None:
            self.captcha = runtime.ports.settings.captcha
            self.captcha_site = runtime.ports.settings.captcha_site
            self.mailbox = routes.DEV_MAILBOX if runtime.ports.settings.shows_mailbox else ""
            self.has_identities = outside().identities is not None
