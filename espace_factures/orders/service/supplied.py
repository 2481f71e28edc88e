"""The bons de commande of suppliers: what is open for their établissements, and what is left of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.service import standing
from espace_factures.orders import repository
from espace_factures.orders.models import Order, OrderLine
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction


@dataclass(frozen=True, slots=True)
class Supplied:
    """A bon de commande as its supplier reads it."""

    order: Order
    place: Establishment
    direction: Direction
    lines: Sequence[OrderLine]


def mine(uow: Reading, ports: Inside, actor: Actor) -> list[Supplied]:
    """Those that are open for the actor's établissements."""
    actor.require(Permission.INVOICE_READ)
    places = {place.id: place for place in standing.mine(uow, ports, actor)}
    directions = {row.id: row for row in organisation_repository.every_direction(uow.session)}
    orders = repository.open_orders(uow.session, list(places))
    lines: dict[int, list[OrderLine]] = defaultdict(list)
    for line in repository.lines(uow.session, [order.id for order in orders]):
        lines[line.order_id].append(line)
    return [
        Supplied(order, places[order.establishment_id], directions[order.direction_id], lines[order.id])
        for order in orders
    ]
