"""« Ajouter un établissement »: the form, kept as it is typed."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.forms import parse
from espace_factures.app.run import run
from espace_factures.core.access import Actor, Permission
from espace_factures.habilitations import messages
from espace_factures.habilitations.forms import LookUp, Sending
from espace_factures.habilitations.presenter import DraftView, draft_view
from espace_factures.habilitations.rules import RegistryAnswer
from espace_factures.habilitations.service import applications, drafts
from espace_factures.habilitations.service.drafts import DraftPage
from espace_factures.profile.state.contacts import ContactsState
from espace_factures.web.access import Feedback, secured

REQUEST = Permission.HABILITATION_REQUEST


class ApplicationState(Feedback, rx.State):
    """The form; `opened` changes at each visit, and `filled` when the registry fills some fields."""

    is_loaded: bool = False
    person: str = ""
    draft: DraftView = DraftView()
    found: str = ""
    unfound: str = ""
    opened: int = 0
    filled: int = 0
    _key: str = ""

    @rx.event
    @secured(REQUEST)
    async def load(self, actor: Actor) -> Any:
        """The draft as it was left, and the contacts that are still to be proved."""
        self.person = actor.name
        self._show(await run(drafts.open_draft, actor))
        self.found = self.unfound = ""
        self.opened += 1
        self.is_loaded = True
        return ContactsState.load

    @rx.event
    @secured(REQUEST, keeps_feedback=True)
    async def save(self, actor: Actor, name: str, value: str) -> None:
        """Keep one field as it stands; its refusal has been heard."""
        self._show(await run(drafts.keep, actor, self._key, {name: value}))
        if name in self.errors:
            self.errors = {field: sentence for field, sentence in self.errors.items() if field != name}

    @rx.event
    @secured(REQUEST)
    async def look_up(self, actor: Actor, form: dict[str, str]) -> None:
        """Ask the registry; what it knows fills the form."""
        self.found = self.unfound = ""
        number = parse(LookUp, form).ridet
        page, answer = await drafts.look_up(actor, self._key, number)
        self._show(page)
        self.filled += 1
        if answer is RegistryAnswer.FOUND:
            self.found = messages.ANSWERS[answer]
        else:
            self.unfound = messages.ANSWERS[answer]

    @rx.event
    @secured(REQUEST, keeps_feedback=True)
    async def receive(self, actor: Actor, identifiers: str) -> None:
        """The proof arrived."""
        if identifiers.split():
            self._show(await run(drafts.keep_proof, actor, self._key, identifiers.rsplit(maxsplit=1)[-1]))
            self.errors = {field: sentence for field, sentence in self.errors.items() if field != "proof"}

    @rx.event
    @secured(REQUEST)
    async def submit(self, actor: Actor, form: dict[str, str]) -> EventSpec:
        """« Envoyer »: keep all that was typed, then ask."""
        page = await run(drafts.keep, actor, self._key, form)
        self._show(page)
        checked = parse(Sending, {**page.typed, "proof": page.proof})
        reference = await run(applications.apply, actor, self._key, checked, page.proof, known=page.is_known)
        self.is_loaded = False
        return rx.redirect(routes.with_query(routes.HABILITATION_FOLLOW, ref=reference, envoi="1"))

    def _show(self, page: DraftPage) -> None:
        self._key, self.draft = page.key, draft_view(page)
