"""The pages of RIBs: the établissement's, and the agents'."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.core.access import Actor, Permission
from espace_factures.requests.presenter import DocumentRow, HistoryRow, MessageRow, document_rows, message_rows
from espace_factures.ribs import presenter, service
from espace_factures.ribs.forms import NewRib, Refusal
from espace_factures.ribs.presenter import Choice, QueueRow, RibRow, RibView
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value
from espace_factures.web.forms import parse
from espace_factures.web.run import run

USE, VALIDATE = Permission.RIB_USE, Permission.RIB_VALIDATE


class RibState(Feedback, rx.State):
    """« Mes RIB »."""

    is_loaded: bool = False
    rows: list[RibRow] = []
    places: list[Choice] = []
    can_add: bool = False
    proof: str = ""
    proof_name: str = ""
    done: str = ""
    added: int = 0
    _key: str = ""

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read the RIBs again; numbers are masked."""
        await self._read(actor, {})
        live.watch(self, RibState.load, f"account:{actor.account_id}", "queue:rib")

    @rx.event
    @secured(USE)
    async def reveal(self, actor: Actor, reference: str) -> None:
        """Show one number in full."""
        number = await run(service.reveal, actor, reference)
        await self._read(actor, {reference: number})

    @rx.event
    @secured(USE)
    async def choose(self, actor: Actor, reference: str) -> None:
        """Make a RIB the default one."""
        await run(service.choose_default, actor, reference)
        self.done = "RIB par défaut choisi."

    @rx.event
    @secured(USE)
    async def retire(self, actor: Actor, reference: str) -> None:
        """Retire a RIB."""
        await run(service.replace, actor, reference)
        self.done = "RIB remplacé."

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def receive(self, actor: Actor, identifiers: str) -> None:  # noqa: ARG002 - rights only
        """The proof arrived."""
        self.proof = identifiers.split(maxsplit=1)[0] if identifiers.split() else ""
        self.proof_name = "relevé d’identité bancaire" if self.proof else ""

    @rx.event
    @secured(USE)
    async def submit(self, actor: Actor, form: dict[str, str]) -> None:
        """« Ajouter le RIB »."""
        reference = await run(service.add, actor, self._key, parse(NewRib, form), self.proof)
        self.done = f"RIB ajouté : référence {reference}. Deux agents vont le vérifier."
        self.proof = self.proof_name = self._key = ""
        self.added += 1
        await self._read(actor, {})

    async def _read(self, actor: Actor, shown: dict[str, str]) -> None:
        page = await run(service.page, actor)
        self.rows = presenter.rib_rows(page, shown)
        self.places, self.can_add = presenter.place_choices(page), bool(page.managed)
        self._key = self._key or page.key
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
        rows, now = await run(service.queue, actor, self.search, self.view)
        self.rows = presenter.queue_rows(rows, now)
        self.is_loaded = True
        live.watch(self, RibQueueState.load, "queue:rib")

    @rx.event
    @secured(VALIDATE)
    async def narrow(self, actor: Actor, form: dict[str, str]) -> EventSpec:  # noqa: ARG002 - rights only
        """Put the filters in the address."""
        query = {"q": form.get("q", "")[:80], "vue": form.get("vue", "")}
        return rx.redirect(routes.with_query(routes.ADMIN_RIBS, **query))


class RibDecisionState(Feedback, rx.State):
    """One RIB on the agent's screen."""

    is_loaded: bool = False
    view: RibView = RibView()
    alerts: list[str] = []
    history: list[HistoryRow] = []
    messages: list[MessageRow] = []
    documents: list[DocumentRow] = []
    is_refusing: bool = False
    done: str = ""
    sent: int = 0

    @rx.event
    @secured(VALIDATE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again."""
        reference = query_value(self, "ref")
        dossier = await run(service.agent_dossier, actor, reference)
        self.view, self.alerts = presenter.view_of(dossier), dossier.alerts
        self.history = presenter.life_rows(dossier)
        self.messages = message_rows(dossier.messages, actor)
        self.documents = document_rows(dossier.documents)
        self.is_loaded = True
        live.watch(self, RibDecisionState.load, f"request:{reference}")

    @rx.event
    @secured(VALIDATE)
    async def validate_rib(self, actor: Actor) -> None:
        """Vouch for it."""
        self.done = await run(service.validate, actor, self.view.reference, self.view.version)

    @rx.event
    @secured(VALIDATE)
    async def open_refusal(self, actor: Actor) -> None:  # noqa: ARG002 - rights only
        """Ask why."""
        self.is_refusing, self.done = True, ""

    @rx.event
    @secured(VALIDATE)
    async def refuse(self, actor: Actor, form: dict[str, str]) -> None:
        """Refuse it."""
        refusal = parse(Refusal, form)
        self.done = await run(service.refuse, actor, self.view.reference, self.view.version, refusal)
        self.is_refusing = False

    @rx.event
    @secured(VALIDATE)
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the établissement, or an internal note."""
        is_internal = str(form.get("internal", "")) not in {"", "False", "false"}
        await run(service.say, actor, self.view.reference, form.get("message", ""), is_internal=is_internal)
        self.sent += 1
