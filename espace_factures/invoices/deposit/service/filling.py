"""What a draft starts from: the document as it was read, the invoice it replaces, and what the établissement has."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.core import tgc
from espace_factures.core.access import Actor
from espace_factures.core.documents import ReadInvoice
from espace_factures.core.ports import Inside
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.rules import Nature
from espace_factures.orders import repository as orders_repository
from espace_factures.ribs.service import keeping
from espace_factures.ribs.service.keeping import RibChoice

COMPARED: Final = frozenset({"number", "issued_on", "total_ht", "total_ttc", "order"})
FIELD_OF: Final = {"order_number": "order", "seller_ridet": "establishment", "iban": "rib"}
"""The field that a value fills, or chooses, where it has another name."""
HABIT: Final = "habit"
"""The source of a value proposed from the last deposits."""
LAST: Final = 5
"""Deposits that must agree for their direction to be proposed."""

Values = dict[str, str]
Sources = dict[str, str]


def from_reading(reading: ReadInvoice, rates: Collection[Decimal]) -> tuple[Values, Sources]:
    """What the document says, as form values, and where each comes from."""
    taxes = {Decimal(rate): abs(amount) for rate, amount in reading.taxes}
    amounts = {tgc.field_of(rate): str(amount) for rate, amount in taxes.items() if rate in rates}
    read = {
        "number": reading.number or "",
        "issued_on": reading.issued_on.isoformat() if reading.issued_on else "",
        "total_ht": _plain(reading.total_ht),
        "total_ttc": _plain(reading.total_ttc),
        "order": reading.order_number or "",
        "read_iban": reading.iban or "",
        "nature": Nature.CREDIT if reading.is_credit_note else "",
        **amounts,
    }
    values = {name: value for name, value in read.items() if value}
    sources = dict.fromkeys(values, reading.source)
    values |= _kept_apart(values, amounts) | _seller_of(reading)
    if taxes:
        values["read_rates"] = " ".join(map(tgc.plain, taxes))
    return values, sources


def _seller_of(reading: ReadInvoice) -> Values:
    """Whose invoice the document says it is."""
    if not reading.seller_ridet and not reading.seller_name:
        return {}
    named = {"read_ridet": reading.seller_ridet or "", "read_seller": reading.seller_name or ""}
    return named | {"read_from": reading.source}


def _plain(amount: int | None) -> str:
    """An amount as it is typed; what a credit note gives back is often written below zero."""
    return "" if amount is None else str(abs(amount))


def places_of(reading: ReadInvoice) -> dict[str, dict[str, float]]:
    """Where each field was read, by its name in the form."""
    fields = {name: FIELD_OF.get(name, name) for name in reading.places}
    return {fields[name]: asdict(place) for name, place in reading.places.items()}


def _kept_apart(values: Mapping[str, str], amounts: Collection[str]) -> Values:
    """What was read, once more: what is typed takes its place, and the agent sees both."""
    return {invoices_repository.READ + name: value for name, value in values.items() if name in {*COMPARED, *amounts}}


def from_replaced(uow: Reading, actor: Actor, reference: str) -> Values:
    """What a corrected invoice takes from the one it replaces."""
    found = invoices_repository.find_readable(uow.session, actor, reference) if reference else None
    if found is None:
        return {}
    former = found[0]
    return {
        "establishment": str(former.establishment_id),
        "order": former.order_number,
        "no_order": "" if former.order_number else "on",
        "direction": str(former.direction_id),
    }


def seller_among(uow: Reading, account_id: int, ridet: str, chosen: int) -> Establishment | None:
    """The seller's établissement when the person deposits for it, or the one chosen, or their only one."""
    mine = establishments_repository.those_of(uow.session, account_id, MemberRight.DEPOSIT)
    named = [place for place in mine if place.ridet == ridet] + [place for place in mine if place.id == chosen]
    return next(iter(named), mine[0] if len(mine) == 1 and not chosen else None)


def settled(
    uow: Reading, ports: Inside, place: Establishment, values: Mapping[str, str], sources: Mapping[str, str]
) -> tuple[Values, Sources]:
    """The draft of an établissement with what goes with it: its bon de commande, its direction, its RIB."""
    values, sources = dict(values), dict(sources)
    values["establishment"] = str(place.id)
    _settle_order(uow, place, values, sources)
    _propose_direction(uow, place, values, sources)
    values["rib"] = _rib(keeping.offered(uow, ports, place.id), values)
    return values, sources


def _rib(offered: Sequence[RibChoice], values: Mapping[str, str]) -> str:
    """The RIB chosen already, or the one that the document bears, or the default one."""
    written = values.get("read_iban", "").replace(" ", "")
    chosen = [rib.id for rib in offered if str(rib.id) == values.get("rib")]
    named = [rib.id for rib in offered if rib.iban == written]
    return str(next(iter([*chosen, *named, *(rib.id for rib in offered if rib.is_default)]), ""))


def _settle_order(uow: Reading, place: Establishment, values: Values, sources: Sources) -> None:
    """Keep a bon de commande of the établissement; one read in the document and unknown to it is put aside."""
    for number in (values.get("order", ""), values.get("read_order", "")):
        if number and orders_repository.order_of(uow.session, number, place.id):
            values["order"] = number
            values.pop("unknown_order", None)
            return
    if unknown := values.get("read_order") or values.get("order"):
        values["unknown_order"] = unknown
    values.pop("order", None)
    sources.pop("order", None)


def _propose_direction(uow: Reading, place: Establishment, values: Values, sources: Sources) -> None:
    """Without any bon de commande read, the direction of the last deposits, when they all had the same and no order."""
    if any(values.get(name) for name in ("order", "unknown_order", "direction")):
        return
    last = invoices_repository.latest(uow.session, place.id, LAST)
    directions = {invoice.direction_id for invoice in last}
    if len(directions) == 1 and not any(invoice.order_number for invoice in last):
        values |= {"no_order": "on", "direction": str(*directions)}
        sources["direction"] = HABIT
