"""« Mes RIB »."""

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.core.rib import PARTS
from espace_factures.demandes.service import cases
from espace_factures.ribs import presenter
from espace_factures.ribs.forms import NewRib
from espace_factures.ribs.presenter import RibRow
from espace_factures.ribs.service import keeping
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured

USE, VALIDATE = Permission.RIB_USE, Permission.RIB_VALIDATE
FIELDS = {"iban", *PARTS}

LONGEST_TYPED = 200


class RibState(Feedback, rx.State):
    """« Mes RIB »."""

    is_loaded: bool = False
    rows: list[RibRow] = []
    places: list[Choice] = []
    has_place: bool = False
    can_add: bool = False
    proof: str = ""
    proof_name: str = ""
    derived: str = ""
    retiring: str = ""
    followings: list[Choice] = []
    """What may take the place of the RIB that is being retired."""
    done: str = ""
    key: str = ""
    _last_key: str = ""
    _typed: dict[str, str] = {}

    @rx.event
    @secured(USE)
    async def visit(self, actor: Actor) -> None:
        """Open the page: nothing of an earlier visit is said again."""
        self.done = self.retiring = ""
        await self._read(actor)

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read the RIBs again; numbers are masked."""
        await self._read(actor)

    @rx.event
    @secured(USE)
    async def reveal(self, actor: Actor, reference: str) -> None:
        """Show one number in full."""
        self.done = ""
        await run(keeping.reveal, actor, reference)
        await self._read(actor, reference)

    @rx.event
    @secured(USE)
    async def choose(self, actor: Actor, reference: str) -> None:
        """Make a RIB the default one."""
        self.done = ""
        await run(keeping.choose_default, actor, reference)
        await self._read(actor)
        self.done = "RIB par défaut choisi. Les gestionnaires en sont avertis."

    @rx.event
    @secured(USE)
    async def ask_retirement(self, actor: Actor, reference: str) -> None:
        """Say what retiring a RIB means, and ask which one takes its place; an empty reference is a change of mind."""
        page = await read(keeping.page_of, actor)
        self.retiring, self.done = reference, ""
        self.followings = presenter.following_choices(page, reference)

    @rx.event
    @secured(USE)
    async def retire(self, actor: Actor, form: dict[str, str]) -> None:
        """Retire a RIB for the one that was named."""
        self.done = ""
        await run(keeping.replace, actor, self.retiring, form.get("following", ""))
        self.retiring = ""
        await self._read(actor)
        self.done = "RIB remplacé. Les gestionnaires en sont avertis."

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def receive(self, actor: Actor, identifiers: str) -> None:
        """The proof arrived."""
        self.proof = next(iter(identifiers.split()), "")
        ready = await read(cases.ready_files, actor, [self.proof]) if self.proof else None
        self.proof_name = ", ".join(document.name for document in ready.documents) if ready else ""

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def derive(self, name: str, value: str) -> None:
        """Say the RIB of the IBAN being typed, or the reverse."""
        self._typed = {part: typed for part, typed in self._typed.items() if part in FIELDS} | {
            name: value[:LONGEST_TYPED]
        }
        self.derived = presenter.derived_words(self._typed)

    @rx.event
    @secured(USE)
    async def submit(self, actor: Actor, form: dict[str, str]) -> None:
        """« Ajouter le RIB »."""
        self.done = ""
        # A second click carries the key of the first: it gives the first result again.
        key = self._last_key if self._last_key and form.get("submission") == self._last_key else self.key
        reference = await run(keeping.add, actor, key, parse(NewRib, form), self.proof)
        if key == self.key:
            self._last_key, self.key, self._typed = key, "", {}
            self.proof = self.proof_name = self.derived = ""
        await self._read(actor)
        self.done = presenter.added_words(self.rows, reference)

    async def _read(self, actor: Actor, *shown: str) -> None:
        page = await live.follow(
            self,
            RibState.load,
            lambda: keeping.page(actor),
            topics.account(actor.account_id),
            shown=lambda page: [topics.establishment(place.id) for place in page.places],
        )
        self.rows = presenter.rib_rows(page, shown)
        self.places, self.can_add = presenter.place_choices(page), bool(page.managed)
        self.has_place = bool(page.places)
        self.key = self.key or page.key
        self.is_loaded = True
