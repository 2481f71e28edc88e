"""« Accès pour logiciels »: the tokens, the form of another, and the one that was just made."""

import reflex as rx

from espace_factures import routes
from espace_factures.api.forms import NewToken
from espace_factures.api.presenter import board
from espace_factures.api.presenter.board import TokensView
from espace_factures.api.service import tokens
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.notifications.service import outbox
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured

USE = Permission.ESTABLISHMENT_USE


class TokensState(Feedback, rx.State):
    """The tokens of the établissements that the person manages."""

    is_loaded: bool = False
    shown: TokensView = TokensView()
    notice: str = ""
    made: str = ""
    """The token that was just made; it leaves with the page."""
    asked: str = ""
    asked_name: str = ""

    @rx.event
    @secured(USE)
    async def visit(self, actor: Actor) -> None:
        """Open the page: nothing of an earlier visit is said again."""
        self.notice = self.made = self.asked = ""
        await outbox.close_notices(actor, routes.SOFTWARE)
        await self._read(actor)

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read the tokens again."""
        await self._read(actor)

    @rx.event
    @secured(USE)
    async def make(self, actor: Actor, form: dict[str, str]) -> None:
        """Make a token, and show it once."""
        self.notice = self.made = ""
        self.made = await run(tokens.make, actor, parse(NewToken, form))
        await self._read(actor)

    @rx.event
    @secured(USE)
    async def ask(self, public_id: str) -> None:
        """Say what revoking a token means, before it is done."""
        named = [row.name for row in self.shown.rows if row.id == public_id]
        if not named:
            raise NotFoundError("Ce jeton est introuvable.")
        self.asked, self.asked_name, self.notice = public_id, named[0], ""

    @rx.event
    @secured(USE)
    async def revoke(self, actor: Actor) -> None:
        """Revoke the token that was asked about."""
        asked, self.asked, self.made = self.asked, "", ""
        await run(tokens.revoke, actor, asked)
        self.notice = f"Le jeton « {self.asked_name} » est révoqué : il n’ouvre plus rien."
        await self._read(actor)

    async def _read(self, actor: Actor) -> None:
        found = await live.follow(
            self,
            TokensState.load,
            lambda: read(tokens.board, actor),
            topics.account(actor.account_id),
            shown=lambda found: [topics.establishment(place.id) for place in found.managed],
        )
        self.shown, self.is_loaded = board.view(found), True
