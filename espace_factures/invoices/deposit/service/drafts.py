"""Drafts: born from a dropped document, saved as they are typed, found again after a crash."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core import tgc
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date, parse_date
from espace_factures.core.documents import ReadInvoice
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.documents.service import Kept
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.deposit.forms import FIELDS
from espace_factures.invoices.models import InvoiceDraft
from espace_factures.orders import repository as orders_repository
from espace_factures.organisation.service import parameters
from espace_factures.ribs.service import keeping

LONGEST_VALUE: Final = 4000
COMPARED: Final = frozenset({"number", "issued_on", "total_ht", "total_ttc", "order"})
KEPT: Final = frozenset({*FIELDS, "attachments"})


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft to go on with."""

    public_id: str
    file_name: str
    number: str
    updated_at: datetime


async def start_draft(actor: Actor, name: str, content: bytes, replaces: str = "") -> str:
    """Store and read the document; returns the draft's identifier; raises FormError for what cannot be accepted."""
    actor.require(Permission.INVOICE_DEPOSIT)
    async with documents_service.receiving(actor, name, content) as kept:
        return await run(begin_draft, actor, kept, replaces)


def begin_draft(uow: UnitOfWork, ports: Inside, actor: Actor, kept: Kept, replaces: str) -> str:
    """Record the document, and a draft filled with what was read in it."""
    actor.require(Permission.INVOICE_DEPOSIT)
    stored = documents_service.record(uow, ports, actor, DocumentRole.INVOICE, kept)
    issued_on = stored.reading.issued_on.isoformat() if stored.reading.issued_on else ""
    values, sources = from_reading(stored.reading, rates_of(uow, ports, issued_on))
    _fill_from_replaced(uow, actor, replaces, values)
    _choose_establishment(uow, ports, actor, stored.reading, values)
    now = ports.clock.now()
    draft = InvoiceDraft(
        public_id=ports.chance.token(),
        account_id=actor.account_id,
        document_id=stored.document.id,
        values=values,
        sources=sources,
        findings=[asdict(finding) for finding in stored.reading.findings],
        kind=stored.reading.kind,
        replaces=replaces,
        created_at=now,
        updated_at=now,
    )
    uow.session.add(draft)
    uow.session.flush()
    return draft.public_id


def save_fields(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, typed: dict[str, str]) -> InvoiceDraft:
    """Keep what was typed so far; a value typed by the person no longer comes from the file."""
    draft = own_open_draft(uow, actor, public_id)
    rates = {rate.rate for rate in parameters.at(uow.session, ports.clock.now()).rates}
    known = KEPT | {tgc.field_of(rate) for rate in rates}
    kept = {name: str(value)[:LONGEST_VALUE] for name, value in typed.items() if name in known}
    changed = {name for name, value in kept.items() if draft.values.get(name, "") != value}
    draft.values = draft.values | kept
    draft.sources = {name: source for name, source in draft.sources.items() if name not in changed}
    draft.updated_at = ports.clock.now()
    return draft


def add_attachment(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, received: str) -> InvoiceDraft:
    """Remember files sent beside the invoice; they are taken with it."""
    draft = own_open_draft(uow, actor, public_id)
    known = draft.values.get("attachments", "").split()
    fresh = [identifier for identifier in received.split() if identifier not in known]
    return save_fields(uow, ports, actor, public_id, {"attachments": " ".join([*known, *fresh])})


def next_draft(uow: Reading, _ports: Inside, actor: Actor, public_id: str) -> DraftLine | None:
    """The draft to go on with after this one, the oldest first."""
    actor.require(Permission.INVOICE_DEPOSIT)
    mine = lines(uow, actor)[::-1]
    place = next((place for place, line in enumerate(mine) if line.public_id == public_id), -1)
    others = [*mine[place + 1 :], *mine[: max(place, 0)]]
    return others[0] if others else None


def lines(uow: Reading, actor: Actor) -> list[DraftLine]:
    """The drafts to go on with, the newest first."""
    found = invoices_repository.open_drafts(uow.session, actor)
    return [DraftLine(draft.public_id, name, draft.values.get("number", ""), draft.updated_at) for draft, name in found]


def discard(uow: UnitOfWork, _ports: Inside, actor: Actor, public_id: str) -> None:
    """Forget a draft that became no invoice."""
    uow.session.delete(own_open_draft(uow, actor, public_id))


def own_open_draft(uow: UnitOfWork, actor: Actor, public_id: str) -> InvoiceDraft:
    """The actor's draft that became no invoice, locked; raises NotFoundError."""
    draft = invoices_repository.own_draft(uow.session, actor, public_id, lock=True)
    if draft is None or invoices_repository.of_draft(uow.session, draft.id) is not None:
        raise NotFoundError("Ce brouillon est introuvable.")
    return draft


def rates_of(uow: Reading, ports: Inside, issued_on: str) -> tuple[Decimal, ...]:
    """The TGC rates in force at the invoice's date, as the draft has it; today's while it has none."""
    now = ports.clock.now()
    try:
        day = parse_date(issued_on)
    except ValueError:
        day = noumea_date(now)
    return parameters.at(uow.session, now).rates_on(day)


def from_reading(reading: ReadInvoice, rates: Collection[Decimal]) -> tuple[dict[str, str], dict[str, str]]:
    """What the document says, as form values, and where each comes from."""
    taxes = {Decimal(rate): amount for rate, amount in reading.taxes}
    amounts = {tgc.field_of(rate): str(amount) for rate, amount in taxes.items() if rate in rates}
    read = {
        "number": reading.number or "",
        "issued_on": reading.issued_on.isoformat() if reading.issued_on else "",
        "total_ht": "" if reading.total_ht is None else str(reading.total_ht),
        "total_ttc": "" if reading.total_ttc is None else str(reading.total_ttc),
        "order": reading.order_number or "",
        "read_iban": reading.iban or "",
        **amounts,
    }
    values = {name: value for name, value in read.items() if value}
    sources = dict.fromkeys(values, reading.source)
    values |= _kept_apart(values, amounts)
    if taxes:
        values["read_rates"] = " ".join(map(tgc.plain, taxes))
    if reading.seller_ridet or reading.seller_name:
        values |= {"read_ridet": reading.seller_ridet or "", "read_seller": reading.seller_name or ""}
        values["read_from"] = reading.source
    return values, sources


def _kept_apart(values: Mapping[str, str], amounts: Collection[str]) -> dict[str, str]:
    """What was read, once more: what is typed takes its place, and the agent sees both."""
    return {invoices_repository.READ + name: value for name, value in values.items() if name in {*COMPARED, *amounts}}


def _choose_establishment(
    uow: Reading, ports: Inside, actor: Actor, reading: ReadInvoice, values: dict[str, str]
) -> None:
    """The seller's établissement when the person deposits for it, or their only one; then its order and its RIB."""
    mine = establishments_repository.those_of(uow.session, actor.account_id, MemberRight.DEPOSIT)
    chosen = next((place for place in mine if place.ridet == reading.seller_ridet), None)
    if chosen is None and len(mine) == 1 and "establishment" not in values:
        chosen = mine[0]
    if chosen is None:
        return
    values["establishment"] = str(chosen.id)
    if values.get("order") and not orders_repository.order_of(uow.session, values["order"], chosen.id):
        values["unknown_order"] = values.pop("order")
    default = next((rib for rib in keeping.offered(uow, ports, chosen.id) if rib.is_default), None)
    if default is not None:
        values["rib"] = str(default.id)


def _fill_from_replaced(uow: Reading, actor: Actor, reference: str, values: dict[str, str]) -> None:
    """A corrected invoice starts from the one it replaces."""
    found = invoices_repository.find_readable(uow.session, actor, reference) if reference else None
    if found is None:
        return
    former = found[0]
    values.setdefault("establishment", str(former.establishment_id))
    values.setdefault("order", former.order_number)
    values.setdefault("no_order", "" if former.order_number else "on")
    values.setdefault("direction", str(former.direction_id))
