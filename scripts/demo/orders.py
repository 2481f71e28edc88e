"""Bons de commande, each with its lines, and large enough for what the demonstration invoices on it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from espace_factures.invoices.rules import Status
from espace_factures.orders.service import importing
from scripts.demo.places import DIRECTIONS
from scripts.demo.stage import Stage
from scripts.demo.suppliers import SUPPLIERS, Supplier

if TYPE_CHECKING:
    from scripts.demo.story import Planned

USED: Final = 0.72
"""The part of the invoices that name an order."""
ORDERED_DAYS_AGO: Final = (1115, 745, 385, 103)
COLUMNS: Final = ("numero", "ridet", "direction", "libelle", "montant", "date", "ligne", "quantite", "prix_unitaire")
ROOM: Final = (1.04, 1.15, 1.4, 1.9, 1.08)
"""An order beside what is invoiced on it, each in its turn."""
BETWEEN_TWO: Final = 3
SAMPLE: Final = 450_000
CLOSE: Final = text("UPDATE orders SET is_open = false WHERE ordered_on < :day AND is_open")
RELEASED: Final = (Status.REJECTED, Status.WITHDRAWN)


def number(place: int, direction: int, days: float, now: datetime) -> str:
    """The order in force so many days ago for a supplier and a direction."""
    ordered = min((day for day in ORDERED_DAYS_AGO if day > days), default=ORDERED_DAYS_AGO[-1])
    year = (now - timedelta(days=ordered)).year
    place_of_order = ORDERED_DAYS_AGO.index(ordered) * 40 + place * len(DIRECTIONS) + direction
    return f"BC-{year}-{place_of_order * BETWEEN_TWO + 107:06d}"


def write(stage: Stage, invoices: Sequence["Planned"]) -> None:
    """Import them as the Province's finances would send them; those of past years are closed."""
    stage.clock.days_ago(ORDERED_DAYS_AGO[-1] - 1)
    report = stage.do(importing.import_orders, file_of(stage.present, invoices))
    assert not report.refused, report.lines()
    with stage.engine.begin() as connection:
        connection.execute(CLOSE, {"day": stage.present - timedelta(days=ORDERED_DAYS_AGO[2] + 1)})


def file_of(now: datetime, invoices: Sequence["Planned"]) -> bytes:
    """The CSV file: a row for each line of each order."""
    used: dict[str, int] = {}
    for planned in invoices:
        if planned.bill.order:
            used[planned.bill.order] = used.get(planned.bill.order, 0) + planned.bill.total_ttc
    rows = [";".join((*COLUMNS, "tgc"))]
    for days in ORDERED_DAYS_AGO:
        for place, supplier in enumerate(SUPPLIERS):
            for direction in supplier.directions:
                name = number(place, direction, days - 1, now)
                amount = _amount(used.get(name, SAMPLE), ROOM[len(rows) % len(ROOM)])
                day = f"{now - timedelta(days=days):%d/%m/%Y}"
                head = (name, supplier.ridet, DIRECTIONS[direction][0], supplier.activity, str(amount), day)
                rows += [";".join((*head, *line)) for line in _lines(supplier, amount)]
    return "\n".join(rows).encode()


def _amount(invoiced: int, room: float) -> int:
    """Round, as orders are."""
    return -int(-invoiced * room // 10_000) * 10_000


def _lines(supplier: Supplier, amount: int) -> list[tuple[str, str, str, str]]:
    """Each article for its part of the amount."""
    part = amount / len(supplier.articles)
    return [
        (one.label, str(max(1, int(part / (one.price * (100 + one.rate) / 100)))), str(one.price), str(one.rate or ""))
        for one in supplier.articles
    ]
