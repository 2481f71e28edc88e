"""« Confidentialité »: taking one's data away, and leaving."""

from typing import Any

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.identity.service import proofs
from espace_factures.privacy.presenter import ExportRow, export_row
from espace_factures.privacy.service import deletion, exports
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured

USE = Permission.ACCOUNT_USE


class PrivacyState(Feedback, rx.State):
    """« Télécharger mes données »."""

    is_loaded: bool = False
    is_under_way: bool = False
    done: int = 0
    total: int = 1
    announce: str = ""
    files: list[ExportRow] = []

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> Any:
        """Read where the exports are; the job wakes this page as it goes."""
        found = await live.follow(
            self, PrivacyState.load, lambda: read(exports.standing, actor), topics.account(actor.account_id)
        )
        was_under_way, self.is_under_way = self.is_under_way, found.under_way is not None
        if found.under_way is not None:
            self.done, self.total = found.under_way.done, found.under_way.total or 1
            self.announce = "Vos données sont en préparation."
        elif was_under_way:
            self.announce = "Vos données sont prêtes."
        self.files = [export_row(row) for row in found.ready]
        self.is_loaded = True
        return DeletionState.load

    @rx.event
    @secured(USE)
    async def ask(self, actor: Actor) -> Any:
        """Have the ZIP made."""
        await run(exports.ask, actor)
        return PrivacyState.load


class DeletionState(Feedback, rx.State):
    """« Supprimer mon compte »."""

    obstacle: str = ""
    is_gone: bool = False

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Say beforehand what keeps the person from leaving."""
        self.obstacle = await read(deletion.obstacle, actor)

    @rx.event
    @secured(USE)
    async def delete(self, actor: Actor, form: dict[str, str]) -> None:
        """Forget the person; the page then signs out, which loads the home page afresh."""
        word = form.get("confirmation", "")
        await read(deletion.check, actor, word)
        proof = await proofs.prove(actor, form.get("current", ""))
        # This tab leaves by itself: woken like the others, it would be sent to the sign-in page first.
        live.forget(self.router.session.client_token)
        await deletion.delete(actor, proof, word)
        self.is_gone = True
