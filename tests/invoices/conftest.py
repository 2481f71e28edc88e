"""An établissement, its supplier, a direction and its agents, ready for an invoice."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.deposit.forms import Deposit
from espace_factures.invoices.deposit.service import deposits, drafts
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from espace_factures.organisation.models import Direction
from espace_factures.ribs.models import Rib
from tests import factories
from tests.conftest import World


@dataclass(slots=True)
class Office:
    """Who meets around an invoice."""

    world: World
    place: Establishment
    direction: Direction
    supplier: Actor
    agent: Actor
    accountant: Actor
    payer: Actor | None = None
    """Another comptable: whoever mandates does not pay."""
    rib: Rib | None = None
    """Validated, and past its pause; without one nothing is paid."""
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    """From one in each test, so that their documents were read already."""

    def form(self, **typed: object) -> Deposit:
        """A deposit form, well filled unless said otherwise."""
        values = {
            "establishment": str(self.place.id),
            "no_order": "on",
            "direction": str(self.direction.id),
            "number": f"F-{next(self.numbers)}",
            "issued_on": "2026-11-03",
            "total_ht": "150 000",
            "tgc_6": "6 000",
            "tgc_11": "5 500",
            "total_ttc": "161 500",
            "rib": str(self.rib.id) if self.rib else "",
        }
        return parse(Deposit, values | typed)

    def drops(self, content: bytes | None = None, actor: Actor | None = None) -> str:
        """A draft from a PDF."""
        number = next(self.numbers)
        document = content or factories.a_pdf(f"Facture {number}")
        return self.world.do(drafts.start_draft, actor or self.supplier, "facture.pdf", document)

    def deposits(self, **typed: object) -> str:
        """A deposited invoice; returns its reference."""
        return self.world.do(deposits.deposit_invoice, self.supplier, self.drops(), self.form(**typed))

    def decides(self, reference: str, status: Status, actor: Actor | None = None, **typed: object) -> None:
        """An agent's decision on the invoice as it stands."""
        version = self.row(reference).version
        decision = parse(InvoiceDecision, {"status": status} | typed)
        self.world.do(deciding.decide, actor or self.agent, Kind.INVOICE, reference, version, decision)

    def walks(self, reference: str, until: Status) -> None:
        """The agents do all that leads to a status, each their own act."""
        for status, actor in (
            (Status.TAKEN, self.agent),
            (Status.SERVICE_DONE, self.agent),
            (Status.CLEARED, self.agent),
            (Status.ORDERED, self.accountant),
            (Status.SENT, self.accountant),
            (Status.PAID, self.payer),
        ):
            self.decides(reference, status, actor)
            if status is until:
                return

    def row(self, reference: str):
        """The invoice in the database."""
        sql = "SELECT i.*, d.version FROM invoices i JOIN demandes d ON d.id = i.demande_id WHERE i.reference = :r"
        return self.world.rows(sql, r=reference)[0]


@pytest.fixture
def office(world: World) -> Office:
    """The usual people."""
    place = factories.an_establishment(world)
    direction = factories.a_direction(world)
    return Office(
        world=world,
        place=place,
        direction=direction,
        supplier=factories.a_member(world, place),
        agent=factories.an_agent(world, Role.INVOICE_AGENT, direction),
        accountant=factories.an_agent(world, Role.ACCOUNTANT),
        payer=factories.an_agent(world, Role.ACCOUNTANT),
        rib=factories.a_rib(world, place, is_default=True),
    )
