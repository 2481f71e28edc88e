"""Bons de commande come from a file of the Province's finances; the same file twice changes nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError
from espace_factures.core.money import francs
from espace_factures.core.ports import Inside
from espace_factures.establishments.service import standing
from espace_factures.orders import repository
from espace_factures.orders.forms import read_file
from espace_factures.orders.models import Order, OrderLine
from espace_factures.orders.rules import Change, Given, Head, Line, Refused, Report, gather
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction


@dataclass(frozen=True, slots=True)
class Known:
    """What the portal knows of a file's bons de commande."""

    orders: Mapping[str, Order]
    lines: Mapping[int, Sequence[Line]]
    directions: Mapping[str, Direction]


def import_orders(uow: UnitOfWork, ports: Inside, content: bytes) -> Report:
    """Write what a CSV file says, in one transaction; a row that contradicts is refused by itself, and reported."""
    rows, refused, has_lines = read_file(content)
    given, contested = gather(rows, has_lines=has_lines)
    report = Report(refused=[*refused, *contested])
    known = _known(uow, [one.head.number for one in given])
    for one in given:
        try:
            _refuse_future(one.head, noumea_date(ports.clock.now()))
            report.done[_import_one(uow, known, one)] += 1
        except DomainError as error:
            report.refused.append(Refused(one.row, one.head.number, error.sentence))
    counts = {change.name.lower(): count for change, count in report.done.items()}
    file = hashlib.sha256(content).hexdigest()
    audit_service.record(
        uow, ports, None, Action.ORDERS_IMPORTED, f"file:{file}", refused=len(report.refused), **counts
    )
    return report


def _refuse_future(head: Head, today: date) -> None:
    if head.ordered_on > today:
        raise DomainError("la date est dans le futur : écrivez celle de la commande.", "order-in-future")


def _import_one(uow: UnitOfWork, known: Known, given: Given) -> Change:
    head, order = given.head, known.orders.get(given.head.number)
    direction = known.directions.get(head.direction)
    if direction is None or not direction.is_active:
        raise DomainError(
            f"la direction « {head.direction} » est inconnue : ajoutez-la avec add-direction.", "direction-unknown"
        )
    if order is None:
        return _create(uow, given, direction)
    if standing.ridet_of(uow, order.establishment_id) != head.ridet:
        raise DomainError("ce numéro est déjà celui d’une commande d’un autre établissement.", "order-elsewhere")
    if head.amount < order.invoiced:
        raise DomainError(
            f"le montant est plus petit que ce qui est déjà facturé, {francs(order.invoiced)}.", "order-overdrawn"
        )
    return _update(uow, known, order, given, direction)


def _create(uow: UnitOfWork, given: Given, direction: Direction) -> Change:
    """A new bon de commande; it may come before its supplier, whose établissement then waits for its RIDET."""
    head = given.head
    place = standing.enrol(uow, head.ridet, head.name)
    if place is None:
        raise DomainError(
            "ce RIDET est inconnu du portail et du registre : remplissez la colonne « nom ».", "ridet-unknown"
        )
    order = Order(number=head.number, establishment_id=place.id, **_values(head, direction))
    uow.session.add(order)
    uow.session.flush()
    _write_lines(uow, order, given.lines or [])
    return Change.NEW


def _update(uow: UnitOfWork, known: Known, order: Order, given: Given, direction: Direction) -> Change:
    values = _values(given.head, direction)
    is_same = all(getattr(order, name) == value for name, value in values.items())
    has_same_lines = given.lines is None or given.lines == known.lines.get(order.id, [])
    if is_same and has_same_lines:
        return Change.SAME
    order.sqlmodel_update(values)
    if not has_same_lines:
        repository.forget_lines(uow.session, order.id)
        _write_lines(uow, order, given.lines or [])
    return Change.CHANGED


def _values(head: Head, direction: Direction) -> dict[str, Any]:
    return {
        "direction_id": direction.id,
        "label": head.label,
        "amount": head.amount,
        "ordered_on": head.ordered_on,
    }


def _write_lines(uow: UnitOfWork, order: Order, lines: Sequence[Line]) -> None:
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


def _known(uow: UnitOfWork, numbers: Sequence[str]) -> Known:
    orders = {order.number: order for order in repository.lock_numbers(uow.session, numbers)}
    lines: dict[int, list[Line]] = {}
    for row in repository.lines(uow.session, [order.id for order in orders.values()]):
        lines.setdefault(row.order_id, []).append(Line(row.label, row.quantity, row.unit_price, row.tgc_rate))
    return Known(orders, lines, organisation_repository.directions_by_code(uow.session))
