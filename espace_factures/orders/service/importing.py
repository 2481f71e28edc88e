"""Bons de commande come from a file of the Province's finances; the same file twice changes nothing."""

import hashlib
from collections.abc import Mapping, Sequence

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import StaleError
from espace_factures.core.ports import Inside
from espace_factures.establishments.service import standing
from espace_factures.orders import repository
from espace_factures.orders.models import Order, OrderLine
from espace_factures.orders.rules import MOST_ROWS, Change, Judged, Line, Plan, Report
from espace_factures.orders.service import judging
from espace_factures.orders.service.judging import Known

MOVED = "Les commandes ont changé depuis l’aperçu : relisez-le, puis confirmez."


def import_orders(uow: UnitOfWork, ports: Inside, content: bytes) -> Report:
    """Write what a CSV file says, in one transaction; a row that contradicts is refused by itself, and reported."""
    repository.one_at_a_time(uow.session)
    found, known = judging.plan(uow, ports, content, lock=True)
    _write(uow, ports, None, found, known, content)
    return Report(found.counts, list(found.refused))


def preview(uow: Reading, ports: Inside, actor: Actor, content: bytes) -> Plan:
    """What an import of the file would do now."""
    actor.require(Permission.ORDER_KEEP)
    return judging.plan(uow, ports, content, MOST_ROWS)[0]


def apply(uow: UnitOfWork, ports: Inside, actor: Actor, content: bytes, digest: str) -> Plan:
    """Do what was shown, and nothing else; raises StaleError when it would be something else by now."""
    actor.require(Permission.ORDER_KEEP)
    repository.one_at_a_time(uow.session)
    found, known = judging.plan(uow, ports, content, MOST_ROWS, lock=True)
    if found.digest != digest:
        raise StaleError(MOVED)
    _write(uow, ports, actor, found, known, content)
    return found


def _write(uow: UnitOfWork, ports: Inside, actor: Actor | None, found: Plan, known: Known, content: bytes) -> None:
    changed = [one for one in found.judged if one.change is not Change.SAME]
    places = _places(uow, known, changed)
    rows = [_order(uow, known, places, one) for one in changed]
    uow.session.flush()
    for order, one in zip(rows, changed, strict=True):
        if one.given.lines is not None:
            _write_lines(uow, order, one.given.lines)
    counts = {change.name.lower(): count for change, count in found.counts.items()}
    file = hashlib.sha256(content).hexdigest()
    audit_service.record(
        uow, ports, actor, Action.ORDERS_IMPORTED, f"file:{file}", refused=len(found.refused), **counts
    )
    uow.notify(topics.orders())


def _places(uow: UnitOfWork, known: Known, changed: Sequence[Judged]) -> dict[str, int]:
    """Every établissement of the file by its RIDET, those who come before their people made once."""
    places = dict(known.places)
    for head in (one.given.head for one in changed):
        if head.ridet not in places and (made := standing.enrol(uow, head.ridet, head.name)):
            places[head.ridet] = made.id
    return places


def _order(uow: UnitOfWork, known: Known, places: Mapping[str, int], judged: Judged) -> Order:
    head = judged.given.head
    wanted = judging.values(head, known.directions[head.direction])
    if judged.change is Change.CHANGED:
        order = known.orders[head.number]
        order.sqlmodel_update(wanted)
        return order
    order = Order(number=head.number, establishment_id=places[head.ridet], **wanted)
    uow.session.add(order)
    return order


def _write_lines(uow: UnitOfWork, order: Order, lines: Sequence[Line]) -> None:
    repository.forget_lines(uow.session, order.id)
    for position, line in enumerate(lines, start=1):
        uow.session.add(
            OrderLine(
                order_id=order.id,
                position=position,
                label=line.label,
                quantity=line.quantity,
                unit_price=line.unit_price,
                tgc_rate=line.tgc_rate,
            )
        )
