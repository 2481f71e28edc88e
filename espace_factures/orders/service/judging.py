"""What a file of bons de commande would change, held against what the portal knows; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from espace_factures.app.reading import Reading
from espace_factures.core.calendar import noumea_date, short_date
from espace_factures.core.errors import DomainError
from espace_factures.core.money import francs
from espace_factures.core.ports import Inside
from espace_factures.core.words import counted
from espace_factures.establishments.service import standing
from espace_factures.orders import repository
from espace_factures.orders.forms import read_file
from espace_factures.orders.models import Order
from espace_factures.orders.rules import Change, Given, Head, Judged, Line, Plan, Refused, gather
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction

WORDS: Final = {"direction_id": "Direction", "label": "Libellé", "amount": "Montant", "ordered_on": "Date"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the portal knows of a file's bons de commande, of their directions and of their établissements."""

    today: date
    orders: Mapping[str, Order]
    lines: Mapping[int, Sequence[Line]]
    directions: Mapping[str, Direction]
    places: Mapping[str, int]
    """The établissements of the portal, by their RIDET."""
    named: frozenset[str]
    """The RIDETs that the registry's copy names."""

    def name_of(self, direction_id: int) -> str:
        """The code of a direction."""
        return next((code for code, row in self.directions.items() if row.id == direction_id), "")


def plan(
    uow: Reading, ports: Inside, content: bytes, most: int | None = None, *, lock: bool = False
) -> tuple[Plan, Known]:
    """What an import of the file would do now, and what that rests on, locked until the commit when asked."""
    rows, refused, has_lines = read_file(content, most)
    given, contested = gather(rows, has_lines=has_lines)
    known = _known(uow, noumea_date(ports.clock.now()), given, lock=lock)
    judged: list[Judged] = []
    refused = [*refused, *contested]
    for one in given:
        try:
            judged.append(_judged(known, one))
        except DomainError as error:
            refused.append(Refused(one.row, one.head.number, error.sentence))
    return Plan(judged, sorted(refused, key=lambda fault: fault.row)), known


def values(head: Head, direction: Direction) -> dict[str, Any]:
    """The columns of a bon de commande that a file gives."""
    return {
        "direction_id": direction.id,
        "label": head.label,
        "amount": head.amount,
        "ordered_on": head.ordered_on,
    }


def _judged(known: Known, given: Given) -> Judged:
    head, order = given.head, known.orders.get(given.head.number)
    if head.ordered_on > known.today:
        raise DomainError("la date est dans le futur : écrivez celle de la commande.", "order-in-future")
    direction = known.directions.get(head.direction)
    if direction is None or not direction.is_active:
        raise DomainError(f"la direction « {head.direction} » est inconnue : ajoutez-la d’abord.", "direction-unknown")
    if order is None:
        _refuse_nameless(known, head)
        return Judged(given, Change.NEW)
    if known.places.get(head.ridet) != order.establishment_id:
        raise DomainError("ce numéro est déjà celui d’une commande d’un autre établissement.", "order-elsewhere")
    if head.amount < order.invoiced:
        raise DomainError(
            f"le montant est plus petit que ce qui est déjà facturé, {francs(order.invoiced)}.", "order-overdrawn"
        )
    changes = _changes(known, order, given, direction)
    return Judged(given, Change.CHANGED if changes else Change.SAME, changes)


def _refuse_nameless(known: Known, head: Head) -> None:
    """A bon de commande may come before its supplier, whose établissement then needs a name."""
    if not (head.ridet in known.places or head.ridet in known.named or head.name):
        raise DomainError(
            "ce RIDET est inconnu du portail et du registre : remplissez la colonne « nom ».", "ridet-unknown"
        )


def _changes(known: Known, order: Order, given: Given, direction: Direction) -> tuple[tuple[str, str, str], ...]:
    wanted = values(given.head, direction)
    found = [
        (WORDS[name], _words(known, name, getattr(order, name)), _words(known, name, value))
        for name, value in wanted.items()
        if getattr(order, name) != value
    ]
    before = known.lines.get(order.id, [])
    if given.lines is not None and given.lines != list(before):
        found.append(("Lignes", counted(len(before), "ligne"), counted(len(given.lines), "ligne")))
    return tuple(found)


def _words(known: Known, name: str, value: Any) -> str:
    said = {"direction_id": known.name_of, "amount": francs, "ordered_on": short_date}
    return said.get(name, str)(value)  # type: ignore[operator]


def _known(uow: Reading, today: date, given: Sequence[Given], *, lock: bool) -> Known:
    numbers, ridets = [one.head.number for one in given], sorted({one.head.ridet for one in given})
    orders = {order.number: order for order in repository.of_numbers(uow.session, numbers, lock=lock)}
    lines: dict[int, list[Line]] = {}
    for row in repository.lines(uow.session, [order.id for order in orders.values()]):
        lines.setdefault(row.order_id, []).append(Line(row.label, row.quantity, row.unit_price, row.tgc_rate))
    places, named = standing.known_among(uow, ridets)
    return Known(today, orders, lines, organisation_repository.directions_by_code(uow.session), places, named)
