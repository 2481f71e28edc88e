"""« À payer »: what is to be paid, établissement by établissement, on what, and every sign of fraud as things stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from espace_factures.app.reading import Reading
from espace_factures.app.run import read
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.identity.models import Account
from espace_factures.invoices.following.service import signals
from espace_factures.invoices.following.service.signals import Signal
from espace_factures.invoices.payment import repository
from espace_factures.invoices.payment.models import PaymentExport, PaymentFile
from espace_factures.invoices.payment.repository import Due, Place, Tally
from espace_factures.invoices.payment.rules import PAGE_SIZE
from espace_factures.ribs.models import Rib
from espace_factures.ribs.service import paying, vouched
from espace_factures.ribs.service.vouched import Vouched

RIGHT = Permission.INVOICE_PAY


@dataclass(frozen=True, slots=True)
class Debt:
    """An invoice to be paid, the signs about it, when it last left in a file, and why it cannot be paid now."""

    due: Due
    signals: Sequence[Signal]
    exported_at: datetime | None
    fault: str


@dataclass(frozen=True, slots=True)
class Debts:
    """A page of « À payer », and the whole RIBs that it shows."""

    now: datetime
    rows: Sequence[Debt]
    vouched: dict[int, Vouched]
    tallies: Sequence[Tally]
    exports: Sequence[tuple[PaymentExport, Account]]
    files: Sequence[tuple[PaymentFile, Account]]
    has_previous: bool
    has_next: bool
    makes_transfers: bool
    """Whether the bank takes transfers in a file."""


async def listed(actor: Actor, stage: str, place: Place | None) -> Debts:
    """What the page shows; that the whole IBANs are seen is written before they are."""
    found = await read(debts, actor, stage, place)
    subjects = [f"rib:{rib_id}" for rib_id in found.vouched]
    await audit_service.all_seen(actor, Action.IBAN_SEEN, subjects)
    return found


def debts(uow: Reading, ports: Inside, actor: Actor, stage: str, place: Place | None) -> Debts:
    """A page of what is to be paid."""
    actor.require(RIGHT)
    now = ports.clock.now()
    rows = repository.due(uow.session, stage, PAGE_SIZE + 1, place)
    has_more, is_before = len(rows) > PAGE_SIZE, place is not None and place.is_before
    shown = rows[:PAGE_SIZE][::-1] if is_before else rows[:PAGE_SIZE]
    exported = repository.last_exports(uow.session, [row.invoice.id for row in shown])
    return Debts(
        now=now,
        rows=[_debt(uow, actor, row, exported.get(row.invoice.id), now) for row in shown],
        vouched=_vouched(uow, {row.rib.id: row.rib for row in shown if row.rib is not None}, now),
        tallies=repository.tallies(uow.session),
        exports=repository.exports(uow.session),
        files=repository.files(uow.session),
        has_previous=has_more if is_before else place is not None,
        has_next=is_before or has_more,
        makes_transfers=ports.settings.payer is not None,
    )


def _debt(uow: Reading, actor: Actor, due: Due, exported_at: datetime | None, now: datetime) -> Debt:
    fault = paying.fault(due.rib, now)
    raised = signals.raised(uow, actor, due.invoice, due.rib, due.place)
    return Debt(due, raised, exported_at, fault.sentence if fault else "")


def _vouched(uow: Reading, ribs: dict[int, Rib], now: datetime) -> dict[int, Vouched]:
    return {rib_id: vouched.of(uow.session, rib, now) for rib_id, rib in ribs.items()}
