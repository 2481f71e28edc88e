"""The pages of habilitations: asking, following, deciding."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ridet import parse as parse_ridet
from espace_factures.establishments import service as establishments
from espace_factures.habilitations import presenter, service
from espace_factures.habilitations.forms import Application, Decision
from espace_factures.habilitations.presenter import Comparison, HabilitationView, QueueRow
from espace_factures.requests.presenter import DocumentRow, HistoryRow, MessageRow, message_rows
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value
from espace_factures.web.forms import parse
from espace_factures.web.run import run

REQUEST = Permission.HABILITATION_REQUEST
DECIDE = Permission.HABILITATION_DECIDE
FOUND = "Trouvé au registre : vérifiez ce qui est rempli."
UNKNOWN = "Ce RIDET n’est pas au registre public. Ce n’est pas un obstacle : remplissez les champs ci-dessous."
SILENT = "Le registre ne répond pas pour l’instant. Ce n’est pas un obstacle : remplissez les champs ci-dessous."


class ApplicationState(Feedback, rx.State):
    """The form."""

    is_loaded: bool = False
    person: str = ""
    email: str = ""
    ridet: str = ""
    name: str = ""
    address: str = ""
    activity: str = ""
    look_up_words: str = ""
    filled: int = 0
    proof: str = ""
    proof_name: str = ""
    _key: str = ""
    _known: bool = False

    @rx.event
    @secured(REQUEST)
    async def load(self, actor: Actor) -> None:
        """A fresh form."""
        self._key = await run(service.prepare, actor)
        self.person, self.email = actor.name, actor.email
        self.proof = self.proof_name = self.look_up_words = ""
        self.ridet = self.name = self.address = self.activity = ""
        self._known = False
        self.is_loaded = True

    @rx.event
    @secured(REQUEST, keeps_feedback=True)
    async def keep_ridet(self, actor: Actor, typed: str) -> None:  # noqa: ARG002 - rights only
        """Remember the RIDET as typed."""
        self.ridet = typed

    @rx.event
    @secured(REQUEST)
    async def look_up(self, actor: Actor) -> None:
        """Ask the registry; what it knows fills the form."""
        try:
            number = parse_ridet(self.ridet)
        except ValueError as error:
            self.errors = {"ridet": str(error)}
            return
        found = await run(establishments.look_up, actor, number)
        self.look_up_words = SILENT if found.is_down else UNKNOWN
        self._known = found.record is not None
        if found.record is not None:
            record = found.record
            self.look_up_words = FOUND
            self.name, self.address, self.activity = record.name, record.commune, record.activity
            self.filled += 1

    @rx.event
    @secured(REQUEST, keeps_feedback=True)
    async def receive(self, actor: Actor, identifiers: str) -> None:  # noqa: ARG002 - rights only
        """The proof arrived."""
        self.proof = identifiers.split(maxsplit=1)[0] if identifiers.split() else ""
        self.proof_name = "justificatif" if self.proof else ""

    @rx.event
    @secured(REQUEST)
    async def submit(self, actor: Actor, form: dict[str, str]) -> EventSpec:
        """« Envoyer »."""
        checked = parse(Application, form)
        reference = await run(service.apply, actor, self._key, checked, self.proof, known=self._known)
        return rx.redirect(routes.with_query(routes.HABILITATION_FOLLOW, ref=reference, envoi="1"))


class FollowState(Feedback, rx.State):
    """One request, as the person follows it."""

    is_loaded: bool = False
    notice: str = ""
    view: HabilitationView = HabilitationView()
    history: list[HistoryRow] = []
    messages: list[MessageRow] = []
    documents: list[DocumentRow] = []
    received: str = ""
    received_names: str = ""
    sent: int = 0

    @rx.event
    @secured(REQUEST, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again."""
        reference = query_value(self, "ref")
        dossier = await run(service.own_dossier, actor, reference)
        self.view = presenter.view_of(dossier)
        self.history = presenter.life_rows(dossier)
        self.messages = message_rows(dossier.messages, actor)
        self.documents = presenter.files_of(dossier.documents)
        is_new = query_value(self, "envoi") == "1"
        self.notice = f"Demande envoyée : référence {reference}. Un courriel vous le confirme." if is_new else ""
        self.is_loaded = True
        live.watch(self, FollowState.load, f"request:{reference}")

    @rx.event
    @secured(REQUEST, keeps_feedback=True)
    async def attach(self, actor: Actor, identifiers: str) -> None:  # noqa: ARG002 - rights only
        """A file of the complement arrived."""
        self.received = " ".join([*self.received.split(), *identifiers.split()])
        count = len(self.received.split())
        self.received_names = "1 document" if count == 1 else f"{count} documents"

    @rx.event
    @secured(REQUEST)
    async def complete(self, actor: Actor, form: dict[str, str]) -> None:
        """Send the complement."""
        await run(service.complete, actor, self.view.reference, form.get("answer", ""), self.received)
        self.received = self.received_names = ""

    @rx.event
    @secured(REQUEST)
    async def withdraw(self, actor: Actor) -> None:
        """Give up."""
        await run(service.withdraw, actor, self.view.reference)

    @rx.event
    @secured(REQUEST)
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the agents."""
        await run(service.say, actor, self.view.reference, form.get("message", ""))
        self.sent += 1


class HabilitationQueueState(Feedback, rx.State):
    """The agents' queue."""

    is_loaded: bool = False
    rows: list[QueueRow] = []
    search: str = ""
    view: str = ""

    @rx.event
    @secured(DECIDE)
    async def load(self, actor: Actor) -> None:
        """Read the queue of the address."""
        self.search, self.view = query_value(self, "q"), query_value(self, "vue")
        rows, now = await run(service.queue, actor, self.search, self.view)
        self.rows = presenter.queue_rows(rows, now)
        self.is_loaded = True
        live.watch(self, HabilitationQueueState.load, "queue:habilitation")

    @rx.event
    @secured(DECIDE)
    async def narrow(self, actor: Actor, form: dict[str, str]) -> EventSpec:  # noqa: ARG002 - rights only
        """Put the filters in the address."""
        query = {"q": form.get("q", "")[:80], "vue": form.get("vue", "")}
        return rx.redirect(routes.with_query(routes.ADMIN_HABILITATIONS, **query))


class HabilitationDecisionState(Feedback, rx.State):
    """One request on the agent's screen."""

    is_loaded: bool = False
    view: HabilitationView = HabilitationView()
    comparison: list[Comparison] = []
    history: list[HistoryRow] = []
    messages: list[MessageRow] = []
    documents: list[DocumentRow] = []
    chosen: str = ""
    done: str = ""
    sent: int = 0

    @rx.event
    @secured(DECIDE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again; what was being typed stays."""
        reference = query_value(self, "ref")
        dossier = await run(service.agent_dossier, actor, reference)
        self.view = presenter.view_of(dossier)
        self.comparison = presenter.compare(dossier)
        self.history = presenter.life_rows(dossier)
        self.messages = message_rows(dossier.messages, actor)
        self.documents = presenter.files_of(dossier.documents)
        self.is_loaded = True
        live.watch(self, HabilitationDecisionState.load, f"request:{reference}")

    @rx.event
    @secured(DECIDE)
    async def choose(self, actor: Actor, status: str) -> None:  # noqa: ARG002 - rights only
        """Open the form of a decision."""
        self.chosen, self.done = status, ""

    @rx.event
    @secured(DECIDE)
    async def decide(self, actor: Actor, form: dict[str, str]) -> None:
        """Make the decision, on the version that was shown."""
        decision = parse(Decision, form | {"status": self.chosen})
        await run(service.decide, actor, self.view.reference, self.view.version, decision)
        self.chosen, self.done = "", "Décision enregistrée. La personne en est avertie."

    @rx.event
    @secured(DECIDE)
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the person, or an internal note."""
        is_internal = str(form.get("internal", "")) not in {"", "False", "false"}
        await run(service.say, actor, self.view.reference, form.get("message", ""), is_internal=is_internal)
        self.sent += 1
