"""Drafts: born from a dropped document, saved as they are typed, found again after a crash."""

from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import Final

from espace_factures.app.outside import away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core import tgc
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.documents import ReadInvoice
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.core.typed import identifier
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.documents.service import Kept
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices.deposit import repository
from espace_factures.invoices.deposit.forms import FIELDS
from espace_factures.invoices.deposit.service import filling, judging, precheck
from espace_factures.invoices.deposit.service.look import amount, look_at
from espace_factures.invoices.deposit.service.precheck import Checked
from espace_factures.invoices.models import InvoiceDraft
from espace_factures.jobs.queue import Job, Line
from espace_factures.organisation.service import parameters

RECOGNISE: Final = Job("invoices.recognise", Line.READING)
WAITED_FOR: Final = timedelta(minutes=2)
"""Past it, a page says no more that the document is being read."""
LONGEST_VALUE: Final = 4000
KEPT: Final = frozenset({*FIELDS, "attachments"})


async def start_draft(actor: Actor, name: str, content: bytes, replaces: str = "") -> str:
    """Store the document and read it at a glance; returns its draft, the same one for the same bytes.

    Raises FormError on « document » for what cannot be accepted.
    """
    actor.require(Permission.INVOICE_DEPOSIT)
    async with documents_service.receiving(actor, name, content) as kept:
        public_id, is_new = await run(begin_draft, actor, kept, replaces)
    if not is_new:
        await away(partial(outside().files.delete, kept.key))
    return public_id


def begin_draft(uow: UnitOfWork, ports: Inside, actor: Actor, kept: Kept, replaces: str) -> tuple[str, bool]:
    """Record the document, and a draft filled with what was read in it; one file has one draft."""
    actor.require(Permission.INVOICE_DEPOSIT)
    known = repository.open_draft_of_bytes(uow.session, actor, kept.digest)
    if known is not None:
        known.replaces = replaces or known.replaces
        return known.public_id, False
    stored = documents_service.record(uow, ports, actor, DocumentRole.INVOICE, kept)
    now = ports.clock.now()
    draft = InvoiceDraft(
        public_id=ports.chance.token(),
        account_id=actor.account_id,
        document_id=stored.document.id,
        values=filling.from_replaced(uow, actor, replaces),
        findings=[asdict(finding) for finding in stored.reading.findings],
        kind=stored.reading.kind,
        replaces=replaces,
        created_at=now,
        updated_at=now,
    )
    uow.session.add(draft)
    uow.session.flush()
    if stored.reading.has_more:
        draft.reading_until = now + WAITED_FOR
        uow.defer(RECOGNISE, public_id=draft.public_id)
    fill_in(uow, ports, draft, stored.reading)
    return draft.public_id, True


def fill_in(uow: UnitOfWork, ports: Inside, draft: InvoiceDraft, reading: ReadInvoice) -> None:
    """Give the draft what was read wherever nothing was typed, and what goes with its établissement."""
    now = ports.clock.now()
    rates = parameters.at(uow.session, now).rates_on(reading.issued_on or noumea_date(now))
    read, sources = filling.from_reading(reading, rates)
    draft.places = draft.places | filling.places_of(reading)
    values = read | {name: value for name, value in draft.values.items() if value}
    draft.sources = draft.sources | {name: source for name, source in sources.items() if not draft.values.get(name)}
    chosen = identifier(values.get("establishment", ""))
    place = filling.seller_among(uow, draft.account_id, reading.seller_ridet or "", chosen)
    if place is not None:
        values, draft.sources = filling.settled(uow, ports, place, values, draft.sources)
    draft.values = values
    look_again(uow, ports, draft, place)


def save_fields(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, typed: dict[str, str]) -> InvoiceDraft:
    """Keep what was typed so far; a value typed by the person no longer comes from the file."""
    return write(uow, ports, own_open_draft(uow, actor, public_id), typed)


def write(uow: UnitOfWork, ports: Inside, draft: InvoiceDraft, typed: dict[str, str]) -> InvoiceDraft:
    """The same, in a draft that is held already."""
    rates = {rate.rate for rate in parameters.at(uow.session, ports.clock.now()).rates}
    known = KEPT | {tgc.field_of(rate) for rate in rates}
    kept = {name: _written(name, str(value)[:LONGEST_VALUE]) for name, value in typed.items() if name in known}
    changed = {name for name, value in kept.items() if draft.values.get(name, "") != value}
    draft.values = draft.values | kept
    draft.sources = {name: source for name, source in draft.sources.items() if name not in changed}
    draft.updated_at = ports.clock.now()
    return draft


def _written(name: str, value: str) -> str:
    """An amount as it is read, however its thousands are parted; anything else as it is typed."""
    francs = amount(value) if name.startswith(("total_", "tgc_")) else None
    return value if francs is None else str(francs)


def place_of(uow: Reading, draft: InvoiceDraft) -> Establishment | None:
    """The établissement that the draft names, when its person may deposit for it."""
    chosen = identifier(draft.values.get("establishment", ""))
    return establishments_repository.find(uow.session, chosen, draft.account_id, MemberRight.DEPOSIT)


def look_again(uow: UnitOfWork, ports: Inside, draft: InvoiceDraft, place: Establishment | None) -> Checked:
    """Run the pre-check, and keep its verdict for the list of files."""
    checked = precheck.check(uow, look_at(uow, ports, draft, place))
    draft.verdict = judging.judge(uow, ports, checked)
    return checked


def give_place(uow: UnitOfWork, ports: Inside, draft: InvoiceDraft, place: Establishment) -> Checked:
    """Make the draft one of an établissement; its bon de commande, its direction and its RIB come with it."""
    draft.values, draft.sources = filling.settled(uow, ports, place, draft.values, draft.sources)
    return look_again(uow, ports, draft, place)


def stop_waiting(uow: UnitOfWork, _ports: Inside, actor: Actor, public_id: str) -> None:
    """The person types without waiting for what a picture says: it is read no more."""
    own_open_draft(uow, actor, public_id).reading_until = None


def add_attachment(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, received: str) -> InvoiceDraft:
    """Remember files sent beside the invoice; they are taken with it."""
    draft = own_open_draft(uow, actor, public_id)
    known = draft.values.get("attachments", "").split()
    fresh = [file for file in received.split() if file not in known]
    return save_fields(uow, ports, actor, public_id, {"attachments": " ".join([*known, *fresh])})


def drop_attachment(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, file: str) -> InvoiceDraft:
    """Take a file out from beside the invoice; it stays the person's, and is not sent."""
    draft = own_open_draft(uow, actor, public_id)
    left = [known for known in draft.values.get("attachments", "").split() if known != file]
    return save_fields(uow, ports, actor, public_id, {"attachments": " ".join(left)})


def discard(uow: UnitOfWork, _ports: Inside, actor: Actor, public_id: str) -> None:
    """Forget a draft that became no invoice."""
    uow.session.delete(own_open_draft(uow, actor, public_id))


def own_open_draft(uow: UnitOfWork, actor: Actor, public_id: str) -> InvoiceDraft:
    """The actor's draft that became no invoice, locked; raises NotFoundError."""
    draft = repository.own_draft(uow.session, actor, public_id, lock=True)
    if draft is None or repository.of_draft(uow.session, draft.id) is not None:
        raise NotFoundError("Ce brouillon est introuvable.")
    return draft
