"""An établissement, its manager, two agents, and RIBs that go the way a person's do."""

import itertools
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from espace_factures.app import sealed
from espace_factures.app.forms import parse
from espace_factures.app.sealed import Use
from espace_factures.core import rib as bank_details
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.establishments.models import Establishment
from espace_factures.ribs.forms import NewRib
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service import keeping
from tests import factories
from tests.conftest import World

BANK = "17499"
_numbers = itertools.count(1)


def an_iban(bank: str = BANK, account: str = "") -> str:
    """A right IBAN, another each time."""
    number = account or f"{next(_numbers):011d}"
    return bank_details.iban_of(bank_details.Rib(bank, "00010", number, bank_details.key_of(bank, "00010", number)))


@dataclass(slots=True)
class Counter:
    """Who meets around a RIB."""

    world: World
    place: Establishment
    manager: Actor
    first: Actor
    second: Actor

    def proof(self, actor: Actor | None = None) -> str:
        """A bank's document, stored and loose."""
        stored = self.world.do(
            documents_service.receive,
            actor or self.manager,
            DocumentRole.PROOF,
            "rib.pdf",
            factories.a_pdf("RIB"),
        )
        return stored.document.public_id

    def form(self, **typed: str) -> NewRib:
        """A form well filled unless said otherwise."""
        values = {"establishment": str(self.place.id), "iban": an_iban(), "holder": self.place.name}
        return parse(NewRib, values | typed)

    def adds(self, actor: Actor | None = None, once: str = "", **typed: str) -> str:
        """A RIB to check; returns its reference."""
        person = self.proved(actor)
        number = once or f"key-{next(_numbers)}"
        return self.world.do(keeping.add, person, number, self.form(**typed), self.proof(person))

    def proved(self, actor: Actor | None = None) -> Actor:
        """The person, who has just proved that it is they."""
        return factories.signed_in(self.world, actor or self.manager)

    def chooses(self, reference: str, actor: Actor | None = None) -> None:
        """Make it the default RIB."""
        self.world.do(keeping.choose_default, self.proved(actor), reference)

    def replaces(self, reference: str, following: str = "", actor: Actor | None = None) -> None:
        """Retire it for another."""
        self.world.do(keeping.replace, self.proved(actor), reference, following)

    def validates(self, reference: str, agent: Actor) -> str:
        """One validation, on the version that stands."""
        return self.decides(reference, agent, status=self.following(reference))

    def decides(self, reference: str, agent: Actor, version: int = 0, **typed: str) -> str:
        """A decision, on the version that stands unless said otherwise."""
        seen = version or self.row(reference).version
        return self.world.do(deciding.decide, agent, Kind.RIB, reference, seen, parse(Decision, typed))

    def following(self, reference: str) -> Status:
        """Where « Valider » leads from where the RIB stands."""
        return Status.CHECKED if self.row(reference).status == Status.TO_CHECK else Status.VALIDATED

    def adds_validated(self, **typed: str) -> str:
        """A RIB that two agents vouched for."""
        reference = self.adds(**typed)
        self.validates(reference, self.first)
        self.validates(reference, self.second)
        return reference

    def row(self, reference: str):
        """The RIB in the database."""
        sql = "SELECT r.*, d.version, d.title, d.status AS told FROM ribs r JOIN demandes d ON d.id = r.demande_id"
        row = self.world.rows(f"{sql} WHERE d.reference = :r", r=reference)[0]._asdict()
        iban = sealed.decrypt(self.world.ports.settings.keys, Use.IBAN, row["iban"])
        return SimpleNamespace(**row | {"iban": iban})

    def mails(self, actor: Actor, subject: str) -> list[str]:
        """The text of the mails whose subject holds the words."""
        sql = "SELECT text FROM mails WHERE recipient = :to AND subject LIKE :s"
        return [row.text for row in self.world.rows(sql, to=actor.email, s=f"%{subject}%")]


@pytest.fixture
def counter(world: World) -> Counter:
    """The usual people."""
    place = factories.an_establishment(world)
    return Counter(
        world=world,
        place=place,
        manager=factories.a_member(world, place),
        first=factories.an_agent(world, Role.HABILITATION_AGENT),
        second=factories.an_agent(world, Role.HABILITATION_AGENT),
    )
