"""« Protégez votre compte »: what a role asks for before anything else."""

from typing import Any

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.profile.http import ADDED
from espace_factures.profile.service import keys, totp
from espace_factures.profile.state.profile import KEY_REFUSALS
from espace_factures.profile.state.protection import ProtectionState
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value
from espace_factures.web.returns import home_of, safe_return


class GateState(Feedback, rx.State):
    """Whether the account is protected, and where its person was going."""

    is_loaded: bool = False
    is_done: bool = False
    wanted: str = ""

    @rx.event
    @secured(Permission.ACCOUNT_PROTECT)
    async def load(self, actor: Actor) -> Any:
        """Read what protects the account; the page opens the way by itself once something does."""
        found = await live.follow(
            self, GateState.load, lambda: read(totp.factors, actor), topics.account(actor.account_id)
        )
        self.is_done = found.has_totp or bool(await read(keys.mine, actor))
        outcome = query_value(self, "cle")
        self.alert = "" if self.is_done or outcome == ADDED else KEY_REFUSALS.get(outcome, "")
        self.wanted, self.is_loaded = safe_return(query_value(self, "suite"), default=home_of(actor)), True
        return ProtectionState.load
