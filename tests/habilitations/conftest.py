"""Who meets around a habilitation, ready to ask and to decide."""

import itertools
from dataclasses import dataclass

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.core.ports import RegistryRecord, RegistryUnavailableError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.habilitations.forms import Application, HabilitationDecision
from espace_factures.habilitations.rules import Status
from espace_factures.habilitations.service import applications
from tests import factories
from tests.conftest import World

RIDET = "0047688001"
_keys = itertools.count(1)


@dataclass(slots=True)
class OneRecord:
    """A registry that knows one établissement, or does not answer."""

    record: RegistryRecord | None = None
    is_down: bool = False

    def find(self, ridet: str) -> RegistryRecord | None:
        """The record when it is the one asked for; raises RegistryUnavailableError when down."""
        if self.is_down:
            raise RegistryUnavailableError
        return self.record if self.record and self.record.ridet == ridet else None


@dataclass(slots=True)
class Desk:
    """The person who asks, the agent who decides, and what they do."""

    world: World
    person: Actor
    agent: Actor

    def form(self, **typed: str) -> Application:
        """The form, well filled unless said otherwise."""
        values = {
            "ridet": "0 047 688 001",
            "name": "ATELIER DU LAGON",
            "address": "3 rue de l’Alma, Nouméa",
            "activity": "Menuiserie",
            "position": "Gérante",
            "department": "Direction",
        }
        return parse(Application, values | typed)

    def proof(self, actor: Actor | None = None, name: str = "kbis.pdf", content: bytes | None = None) -> str:
        """A file sent and not taken yet."""
        document = content or factories.a_pdf("Kbis")
        person = actor or self.person
        return self.world.do(documents_service.receive, person, DocumentRole.PROOF, name, document).document.public_id

    def asks(self, actor: Actor | None = None, **typed: str) -> str:
        """A demande; returns its reference."""
        person = actor or self.person
        key = f"clef-{next(_keys)}"
        return self.world.do(applications.apply, person, key, self.form(**typed), self.proof(person), known=False)

    def decides(self, reference: str, status: Status, actor: Actor | None = None, **typed: str) -> None:
        """A decision on the demande as it stands."""
        version = self.row(reference).version
        decision = parse(HabilitationDecision, {"status": status} | typed)
        self.world.do(deciding.decide, actor or self.agent, Kind.HABILITATION, reference, version, decision)

    def row(self, reference: str):
        """The demande in the database."""
        sql = "SELECT h.*, r.version FROM habilitations h JOIN demandes r ON r.id = h.demande_id WHERE r.reference = :r"
        return self.world.rows(sql, r=reference)[0]

    def subjects(self, actor: Actor) -> list[str]:
        """What was mailed to somebody, oldest first."""
        rows = self.world.rows("SELECT subject FROM mails WHERE recipient = :e ORDER BY id", e=actor.email)
        return [row.subject for row in rows]


@pytest.fixture
def desk(world: World) -> Desk:
    """The usual people."""
    return Desk(world, factories.an_account(world), factories.an_agent(world, Role.HABILITATION_AGENT))
