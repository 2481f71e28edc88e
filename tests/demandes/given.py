"""One demande of each kind, ready to be decided by two agents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, kinds
from tests import factories
from tests.conftest import World
from tests.habilitations.conftest import Desk
from tests.invoices.conftest import Office
from tests.ribs.conftest import Counter

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class File:
    """A demande that nobody decided yet, the two agents who may, and what they may say of it."""

    world: World
    kind: Kind
    reference: str
    first: Actor
    second: Actor
    opens: Callable[[Actor], str]
    """Make another one, by an agent; returns its reference."""

    def decides(self, agent: Actor, typed: Typed, version: int = 0, reference: str = "") -> str:
        """A decision, on the version that stands unless said otherwise."""
        about = reference or self.reference
        form = parse(kinds.of(self.kind).form, dict(typed))
        return self.world.do(deciding.decide, agent, self.kind, about, version or self.row().version, form)

    def row(self) -> Any:
        """The demande in the database."""
        return self.world.rows("SELECT * FROM demandes WHERE reference = :r", r=self.reference)[0]

    def told(self) -> list[str]:
        """Its history, oldest first."""
        sql = "SELECT e.status FROM demande_events e JOIN demandes d ON d.id = e.demande_id WHERE d.reference = :r"
        return [event.status for event in self.world.rows(f"{sql} ORDER BY e.id", r=self.reference)]


def a_habilitation(world: World) -> File:
    """A habilitation just asked for."""
    first, second = (factories.an_agent(world, Role.HABILITATION_AGENT) for _ in range(2))
    desk = Desk(world, factories.an_account(world), first)
    return File(world, Kind.HABILITATION, desk.asks(), first, second, desk.asks)


def a_rib(world: World) -> File:
    """A RIB just added."""
    place = factories.an_establishment(world)
    first, second = (factories.an_agent(world, Role.HABILITATION_AGENT) for _ in range(2))
    counter = Counter(world, place, factories.a_member(world, place), first, second)
    return File(
        world,
        Kind.RIB,
        counter.adds(),
        first,
        second,
        lambda agent: counter.adds(factories.a_member(world, place, agent)),
    )


def an_invoice(world: World) -> File:
    """An invoice just deposited."""
    place, direction = factories.an_establishment(world), factories.a_direction(world)
    first, second = (factories.an_agent(world, Role.INVOICE_AGENT, direction) for _ in range(2))
    payers = (factories.an_agent(world, Role.ACCOUNTANT) for _ in range(2))
    rib = factories.a_rib(world, place, is_default=True)
    office = Office(world, place, direction, factories.a_member(world, place), first, *payers, rib)

    def deposits(agent: Actor) -> str:
        return replace(office, supplier=factories.a_member(world, place, agent)).deposits()

    return File(world, Kind.INVOICE, office.deposits(), first, second, deposits)


FILES: Mapping[Kind, Callable[[World], File]] = {
    Kind.HABILITATION: a_habilitation,
    Kind.RIB: a_rib,
    Kind.INVOICE: an_invoice,
}
