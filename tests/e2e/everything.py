"""One of each thing that a page can show in detail, made by the use cases themselves."""

from dataclasses import dataclass
from pathlib import Path

from espace_factures import routes
from espace_factures.adapters.files import file_store
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service.kinds import agent_page_of, page_of
from espace_factures.invoices.rules import Status
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import Stage
from tests.habilitations.conftest import Desk
from tests.invoices.conftest import Office
from tests.ribs.conftest import Counter

ROLES = (Role.HABILITATION_AGENT, Role.INVOICE_AGENT, Role.ACCOUNTANT, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Everything:
    """Who may see it, and where."""

    supplier: Actor
    agent: Actor
    references: dict[Kind, str]

    @property
    def of_the_supplier(self) -> list[str]:
        """The pages of one thing, as its people see it."""
        pages = [page_of(kind, reference) for kind, reference in self.references.items()]
        ours = [routes.with_query(routes.DEMANDE, ref=reference) for reference in self.references.values()]
        return [*pages, *ours]

    @property
    def of_the_agent(self) -> list[str]:
        """The same, as an agent instructs it."""
        return [agent_page_of(kind, reference) for kind, reference in self.references.items()]


def keep_files_with(world: World, stage: Stage) -> None:
    """Files that use cases keep here are where the server of the browser tests looks for them."""
    world.use(files=file_store("", Path(stage.server.environment["VAR_DIR"]) / "files"))


def everything(world: World) -> Everything:
    """An invoice under way, a RIB half validated, a habilitation to decide, and their people."""
    place, direction = factories.an_establishment(world), factories.a_direction(world)
    supplier = factories.a_member(world, place)
    agent, second = factories.an_account(world, *ROLES), factories.an_agent(world, Role.HABILITATION_AGENT)
    office = Office(world, place, direction, supplier, factories.an_agent(world, Role.INVOICE_AGENT, direction), agent)
    counter, desk = Counter(world, place, supplier, second, agent), Desk(world, supplier, agent)
    factories.an_order(world, place, direction)
    invoice, rib, habilitation = office.deposits(), counter.adds(), desk.asks()
    office.decides(invoice, Status.TAKEN)
    office.decides(invoice, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Joignez le bon de livraison.")
    counter.validates(rib, second)
    return Everything(supplier, agent, {Kind.INVOICE: invoice, Kind.RIB: rib, Kind.HABILITATION: habilitation})
