"""A CSV file of bons de commande, checked row by row; amounts and dates as people write them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, StringConstraints

from espace_factures import routes
from espace_factures.app.forms import Form, filled, parse
from espace_factures.core import calendar, money, ridet, sheets, tgc, typed
from espace_factures.core.errors import FormError
from espace_factures.orders.rules import Head, Line, Place, Query, Refused, State

REQUIRED: Final = ("numero", "ridet", "direction", "libelle", "montant", "date")
LINE: Final = "ligne"
WHY: Final = "Écrivez pourquoi : c’est gardé avec le bon de commande."
LONGEST_WHY: Final = 200


def _amount(text: object) -> int:
    amount = money.parse_francs(str(text))
    if not amount:
        raise ValueError("Écrivez un montant de plus de 0 F.")
    return amount


def _quantity(text: object) -> int:
    if not text:
        return 1
    if not str(text).isdecimal() or int(str(text)) < 1:
        raise ValueError("Écrivez une quantité entière, par exemple 1.")
    return int(str(text))


def _rate(text: object) -> str:
    """« 5,5 % » → 5.5; empty for a line that bears no tax."""
    bare = str(text or "").replace("%", "").replace(",", ".").strip()
    if bare and tgc.rate_of(f"tgc_{bare.replace('.', '_')}") is None:
        raise ValueError("Écrivez un taux de TGC, par exemple 6.")
    return tgc.plain(Decimal(bare)) if bare else ""


Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class OrderRow(Form):
    """One row: a bon de commande, and one of its lines when `ligne` is filled."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(alias="numero")
    ridet: Annotated[str, BeforeValidator(lambda text: ridet.parse(str(text)))]
    direction: Words
    label: Words = Field(alias="libelle")
    amount: Annotated[int, BeforeValidator(_amount)] = Field(alias="montant")
    ordered_on: Annotated[date, BeforeValidator(lambda text: calendar.parse_date(str(text)))] = Field(alias="date")
    name: Annotated[str, StringConstraints(max_length=200)] = Field(default="", alias="nom")
    line: Annotated[str, StringConstraints(max_length=200)] = Field(default="", alias=LINE)

    @property
    def head(self) -> Head:
        """The bon de commande."""
        return Head(self.number, self.ridet, self.name, self.direction, self.label, self.amount, self.ordered_on)


class LineRow(Form):
    """The line that a row gives."""

    label: Words = Field(alias=LINE)
    quantity: Annotated[int, BeforeValidator(_quantity)] = Field(default=1, alias="quantite")
    unit_price: Annotated[int, BeforeValidator(lambda text: money.parse_francs(str(text)))] = Field(
        alias="prix_unitaire"
    )
    tgc_rate: Annotated[str, BeforeValidator(_rate)] = Field(default="", alias="tgc")


def read_file(
    content: bytes, most: int | None = None
) -> tuple[list[tuple[int, Head, Line | None]], list[Refused], bool]:
    """The good rows with their place in the file, the refused ones, and whether the file gives lines."""
    good: list[tuple[int, Head, Line | None]] = []
    refused: list[Refused] = []
    has_lines = False
    for row, cells in sheets.rows(content, REQUIRED, most):
        has_lines = LINE in cells
        try:
            order = parse(OrderRow, cells)
            line = parse(LineRow, cells) if order.line else None
        except FormError as error:
            why = " ".join(f"{name} : {sentence}" for name, sentence in error.fields.items())
            refused.append(Refused(row, cells["numero"], why))
            continue
        good.append((row, order.head, Line(**line.model_dump()) if line else None))
    broken = {fault.number for fault in refused}
    return [row for row in good if row[1].number not in broken], refused, has_lines


class Reason(Form):
    """Why a bon de commande is closed, or opened again."""

    why: Annotated[str, filled(WHY), Field(max_length=LONGEST_WHY)] = ""


def read_query(values: Mapping[str, object]) -> Query:
    """What the address of the list asks; what makes no sense asks nothing."""
    state = str(values.get("etat", ""))
    return Query(
        search=typed.line(str(values.get("q", "")))[: typed.LONGEST_SEARCH],
        state=State(state) if state in set(State) else State.OPEN,
        direction_id=typed.identifier(values.get("direction", "")),
        place=_place(str(values.get("place", ""))),
    )


def address(route: str, query: Query, place: Place | None = None) -> str:
    """The address of the list that a query asks, at another place."""
    return routes.with_query(
        route,
        q=query.search,
        etat="" if query.state is State.OPEN else query.state,
        direction=str(query.direction_id or ""),
        place=str(place or ""),
    )


def _place(text: str) -> Place | None:
    side, _, rest = text.partition("_")
    day, _, number = rest.partition("_")
    try:
        return Place(calendar.parse_date(day), typed.identifier(number), side == "avant")
    except ValueError:
        return None
