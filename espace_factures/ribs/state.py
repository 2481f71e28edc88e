"""The pages of RIBs: the établissement's, and the agents'."""

from functools import partial

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.core.rib import PARTS
from espace_factures.demandes.presenter import HistoryRow
from espace_factures.demandes.state import ConversationPage, is_ticked
from espace_factures.ribs import presenter
from espace_factures.ribs.forms import NewRib, Refusal
from espace_factures.ribs.presenter import OtherRow, QueueRow, RibRow, RibView
from espace_factures.ribs.service import keeping
from espace_factures.ribs.service.alerts import Alert
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

USE, VALIDATE = Permission.RIB_USE, Permission.RIB_VALIDATE
FIELDS = {"iban", *PARTS}


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
    async def ask_retirement(self, actor: Actor, reference: str) -> None:  # noqa: ARG002 - rights only
        """Say what retiring a RIB means, before it is done; an empty reference is a change of mind."""
        self.retiring, self.done = reference, ""

    @rx.event
    @secured(USE)
    async def retire(self, actor: Actor, reference: str) -> None:
        """Retire a RIB."""
        self.done = self.retiring = ""
        await run(keeping.replace, actor, reference)
        await self._read(actor)
        self.done = "RIB remplacé. Les gestionnaires en sont avertis."

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def receive(self, actor: Actor, identifiers: str) -> None:  # noqa: ARG002 - rights only
        """The proof arrived."""
        self.proof = identifiers.split(maxsplit=1)[0] if identifiers.split() else ""
        self.proof_name = "relevé d’identité bancaire" if self.proof else ""

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def derive(self, actor: Actor, name: str, value: str) -> None:  # noqa: ARG002 - rights only
        """Say the RIB of the IBAN being typed, or the reverse."""
        self._typed = {part: typed for part, typed in self._typed.items() if part in FIELDS} | {name: value[:60]}
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
            lambda: run(keeping.page, actor),
            topics.account(actor.account_id),
            shown=lambda page: [topics.establishment(place.id) for place in page.places],
        )
        self.rows = presenter.rib_rows(page, shown)
        self.places, self.can_add = presenter.place_choices(page), bool(page.managed)
        self.has_place = bool(page.places)
        self.key = self.key or page.key
        self.is_loaded = True


class RibQueueState(Feedback, rx.State):
    """The agents' queue."""

    is_loaded: bool = False
    rows: list[QueueRow] = []
    search: str = ""
    view: str = ""

    @rx.event
    @secured(VALIDATE)
    async def load(self, actor: Actor) -> None:
        """Read the queue of the address."""
        self.search, self.view = query_value(self, "q"), query_value(self, "vue")
        rows, now = await live.follow(
            self,
            RibQueueState.load,
            lambda: read(keeping.queue, actor, self.search, self.view),
            topics.queue("rib"),
        )
        self.rows = presenter.queue_rows(rows, now)
        self.is_loaded = True

    @rx.event
    @secured(VALIDATE)
    async def narrow(self, actor: Actor, form: dict[str, str]) -> EventSpec:  # noqa: ARG002 - rights only
        """Put the filters in the address."""
        query = {"q": form.get("q", "")[:80], "vue": form.get("vue", "")}
        return rx.redirect(routes.with_query(routes.ADMIN_RIBS, **query))


class RibDecisionState(ConversationPage, rx.State):
    """One RIB on the agent's screen."""

    is_loaded: bool = False
    view: RibView = RibView()
    alerts: list[Alert] = []
    others: list[OtherRow] = []
    history: list[HistoryRow] = []
    is_refusing: bool = False
    reason: str = ""
    comment: str = ""
    preview: str = ""
    done: str = ""

    @rx.event
    @secured(VALIDATE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again; what is being typed stays, unless it was about another RIB."""
        reference = query_value(self, "ref")
        if reference != self.view.reference:
            self._forget()
        await self._read(actor, reference)

    @rx.event
    @secured(VALIDATE)
    async def validate_rib(self, actor: Actor) -> None:
        """Vouch for it."""
        self.done = ""
        done = await run(keeping.validate, actor, self.view.reference, self.view.version)
        await self._read(actor, self.view.reference)
        self.done = done

    @rx.event
    @secured(VALIDATE)
    async def open_refusal(self, actor: Actor) -> None:  # noqa: ARG002 - rights only
        """Ask why."""
        self.is_refusing, self.done, self.reason, self.comment = True, "", "", ""
        self._preview()

    @rx.event
    @secured(VALIDATE, keeps_feedback=True)
    async def describe(self, actor: Actor, name: str, value: str) -> None:  # noqa: ARG002 - rights only
        """Follow what is typed in the preview of the message."""
        self.reason = value[:40] if name == "reason" else self.reason
        self.comment = value[:2000] if name == "comment" else self.comment
        self._preview()

    @rx.event
    @secured(VALIDATE)
    async def refuse(self, actor: Actor, form: dict[str, str]) -> None:
        """Refuse it."""
        self.done, refusal = "", parse(Refusal, form)
        done = await run(keeping.refuse, actor, self.view.reference, self.view.version, refusal)
        self.is_refusing = False
        await self._read(actor, self.view.reference)
        self.done = done

    @rx.event
    @secured(VALIDATE)
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the établissement, or an internal note."""
        say = partial(keeping.say, is_internal=is_ticked(form, "internal"))
        await self._send(say, actor, self.view.reference, form)

    async def _read(self, actor: Actor, reference: str) -> None:
        dossier = await live.follow(
            self,
            RibDecisionState.load,
            lambda: run(keeping.agent_dossier, actor, reference),
            topics.demande(reference),
        )
        self.view, self.alerts = presenter.view_of(dossier), dossier.alerts
        self.others = presenter.other_rows(dossier)
        self.history = presenter.life_rows(dossier)
        self._show_thread(dossier, actor)
        self.is_loaded = True

    def _preview(self) -> None:
        self.preview = presenter.preview_words(self.view.place, self.view.number, self.reason, self.comment)

    def _forget(self) -> None:
        self.is_loaded = self.is_refusing = False
        self.reason = self.comment = self.preview = self.done = self.alert = ""
        self.errors = {}
