"""The agents' queue and screen of habilitations."""

from functools import partial

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.presenter import HistoryRow
from espace_factures.demandes.state import ConversationPage, is_ticked
from espace_factures.habilitations import presenter
from espace_factures.habilitations.forms import Decision
from espace_factures.habilitations.presenter import Comparison, HabilitationView, Neighbour, QueueRow
from espace_factures.habilitations.service import applications, decisions
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

DECIDE = Permission.HABILITATION_DECIDE
LONGEST_SEARCH = 80
CHANGED = "La demande a changé pendant que vous décidiez. Vérifiez avant de confirmer."


class HabilitationQueueState(Feedback, rx.State):
    """The agents' queue."""

    is_loaded: bool = False
    rows: list[QueueRow] = []
    lead: str = ""
    search: str = ""
    view: str = ""

    @rx.event
    @secured(DECIDE)
    async def load(self, actor: Actor) -> None:
        """Read the queue of the address."""
        self.search, self.view = query_value(self, "q")[:LONGEST_SEARCH], query_value(self, "vue")
        queue = await live.follow(
            self,
            HabilitationQueueState.load,
            lambda: read(decisions.queue, actor, self.search, self.view),
            topics.queue("habilitation"),
        )
        self.rows = presenter.queue_rows(queue.rows, queue.now)
        self.lead = presenter.queue_words(queue, self.search)
        self.is_loaded = True

    @rx.event
    @secured(DECIDE)
    async def narrow(self, actor: Actor, form: dict[str, str]) -> EventSpec:  # noqa: ARG002 - rights only
        """Put the search in the address."""
        query = {"q": form.get("q", "").strip()[:LONGEST_SEARCH], "vue": self.view}
        return rx.redirect(routes.with_query(routes.ADMIN_HABILITATIONS, **query))


class HabilitationDecisionState(ConversationPage, rx.State):
    """One demande on the agent's screen."""

    is_loaded: bool = False
    view: HabilitationView = HabilitationView()
    comparison: list[Comparison] = []
    members: list[Neighbour] = []
    others: list[Neighbour] = []
    history: list[HistoryRow] = []
    chosen: str = ""
    reason: str = ""
    comment: str = ""
    preview: str = ""
    changed: str = ""
    done: str = ""

    @rx.event
    @secured(DECIDE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again; a decision under way stays open while it may still be made."""
        reference = query_value(self, "ref")
        dossier = await live.follow(
            self,
            HabilitationDecisionState.load,
            lambda: decisions.agent_dossier(actor, reference),
            topics.demande(reference),
        )
        before, self.view = self.view, presenter.view_of(dossier)
        self.comparison = presenter.compare(dossier)
        self.members, self.others = presenter.member_rows(dossier), presenter.other_rows(dossier)
        self.history = presenter.life_rows(dossier)
        self._show_thread(dossier, actor)
        self._keep_decision(before)
        self.is_loaded = True

    @rx.event
    @secured(DECIDE)
    async def choose(self, actor: Actor, status: str) -> None:  # noqa: ARG002 - rights only
        """Open the form of a decision; the words typed for another one stay."""
        self.chosen, self.reason, self.done, self.changed = status, "", "", ""
        self.preview = presenter.preview_words(status, self.view, "", self.comment)

    @rx.event
    @secured(DECIDE, keeps_feedback=True)
    async def describe(self, actor: Actor, name: str, value: str) -> None:  # noqa: ARG002 - rights only
        """Follow what is typed in the preview of the message."""
        self.reason = value if name == "reason" else self.reason
        self.comment = value if name == "comment" else self.comment
        self.preview = presenter.preview_words(self.chosen, self.view, self.reason, self.comment)

    @rx.event
    @secured(DECIDE)
    async def decide(self, actor: Actor, form: dict[str, str]) -> None:
        """Make the decision, on the version that was shown."""
        decision = parse(Decision, form | {"status": self.chosen})
        await run(decisions.decide, actor, self.view.reference, self.view.version, decision)
        self.chosen = self.reason = self.comment = self.preview = self.changed = ""
        self.done = "Décision enregistrée. La personne en est avertie."

    @rx.event
    @secured(DECIDE)
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the person, or an internal note."""
        say = partial(applications.say, is_internal=is_ticked(form, "internal"))
        await self._send(say, actor, self.view.reference, form)

    def _keep_decision(self, before: HabilitationView) -> None:
        is_same = before.reference == self.view.reference
        if not is_same:
            self.done = self.changed = self.alert = ""
            self.errors = {}
        if not is_same or self.chosen not in {move.value for move in self.view.moves}:
            self.chosen = self.reason = self.comment = self.preview = ""
        if is_same and self.chosen and before.version != self.view.version:
            self.changed = CHANGED
