"""The page of a draft: what follows from it as it stands, and the lists that it offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core import ridet
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.core.documents import Finding
from espace_factures.core.errors import NotFoundError
from espace_factures.core.money import francs
from espace_factures.core.ports import Inside
from espace_factures.documents import repository as documents_repository
from espace_factures.documents.models import Document
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import boxes, standing
from espace_factures.invoices.deposit import repository
from espace_factures.invoices.deposit.repository import Sent
from espace_factures.invoices.deposit.service import drafts, precheck
from espace_factures.invoices.deposit.service.look import Look, is_credit_note, look_at
from espace_factures.invoices.deposit.service.precheck import Checked
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.orders import repository as orders_repository
from espace_factures.orders.models import OrderLine
from espace_factures.organisation import repository as organisation_repository
from espace_factures.ribs.service import keeping


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What follows from a draft, whatever field was typed last."""

    look: Look
    warnings: list[Finding]
    lines: Sequence[OrderLine]
    """Those of its bon de commande."""

    @property
    def draft(self) -> InvoiceDraft:
        """The draft itself."""
        return self.look.draft


@dataclass(frozen=True, slots=True)
class DepositPage:
    """What the deposit page offers for a draft: what follows from it, and its lists."""

    now: DraftPage
    establishments: list[Choice]
    orders: list[Choice]
    directions: list[Choice]
    ribs: list[Choice]
    corrigible: Sequence[Invoice]
    """What a credit note of the établissement may correct; nothing for an invoice."""
    attachments: list[Document]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft among the files of its person."""

    draft: InvoiceDraft
    document: Document


@dataclass(frozen=True, slots=True)
class Files:
    """« Mes fichiers »: the établissements one may deposit for, and the drafts to go on with, in order of arrival."""

    places: list[Establishment]
    boxes: list[Choice]
    """The address of each one's drop-box, while mails come in, under its name."""
    lines: list[DraftLine]
    now: datetime


def files(uow: Reading, ports: Inside, actor: Actor) -> Files:
    """What the drop zone shows."""
    actor.require(Permission.INVOICE_DEPOSIT)
    lines = [DraftLine(draft, document) for draft, document in repository.open_drafts(uow.session, actor)]
    places = standing.mine(uow, ports, actor, MemberRight.DEPOSIT)
    addresses = [Choice(boxes.address_of(ports, place), place.name) for place in places]
    return Files(places, [box for box in addresses if box.value], lines, ports.clock.now())


def next_draft(uow: Reading, ports: Inside, actor: Actor, public_id: str) -> DraftLine | None:
    """The draft to go on with after this one, the oldest first."""
    mine = files(uow, ports, actor).lines
    place = next((place for place, line in enumerate(mine) if line.draft.public_id == public_id), -1)
    others = [*mine[place + 1 :], *mine[: max(place, 0)]]
    return others[0] if others else None


def open_draft(uow: Reading, ports: Inside, actor: Actor, public_id: str) -> DepositPage | Sent:
    """The page of a draft; what it became when it was sent already."""
    actor.require(Permission.INVOICE_DEPOSIT)
    draft = repository.own_draft(uow.session, actor, public_id)
    if draft is None:
        raise NotFoundError("Ce brouillon est introuvable.")
    sent = repository.of_draft(uow.session, draft.id)
    return sent or _page_of(uow, ports, actor, _checked(uow, ports, draft))


def save(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, typed: dict[str, str]) -> DraftPage | None:
    """Keep what was typed, and show what follows from it; None when the invoice left before the last letters came."""
    draft = _unsent(uow, actor, public_id)
    if draft is None:
        return None
    drafts.write(uow, ports, draft, typed)
    return _as_it_stands(uow, drafts.look_again(uow, ports, draft, drafts.place_of(uow, draft)))


def choose_place(
    uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, typed: dict[str, str]
) -> DepositPage | None:
    """Keep the établissement that was chosen; its bon de commande, its direction and its RIB come with it."""
    draft = _unsent(uow, actor, public_id)
    if draft is None:
        return None
    drafts.write(uow, ports, draft, typed)
    place = drafts.place_of(uow, draft)
    checked = drafts.give_place(uow, ports, draft, place) if place else drafts.look_again(uow, ports, draft, None)
    return _page_of(uow, ports, actor, checked)


def _unsent(uow: UnitOfWork, actor: Actor, public_id: str) -> InvoiceDraft | None:
    """The actor's draft, locked; None when it became an invoice; raises NotFoundError."""
    draft = repository.own_draft(uow.session, actor, public_id, lock=True)
    if draft is None:
        raise NotFoundError("Ce brouillon est introuvable.")
    return None if repository.of_draft(uow.session, draft.id) else draft


def attach(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, received: str) -> list[Document]:
    """Add files beside the invoice; all of them."""
    return _attachments(uow, actor, drafts.add_attachment(uow, ports, actor, public_id, received))


def detach(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, file: str) -> list[Document]:
    """Take a file out from beside the invoice; those that are left."""
    return _attachments(uow, actor, drafts.drop_attachment(uow, ports, actor, public_id, file))


def _page_of(uow: Reading, ports: Inside, actor: Actor, checked: Checked) -> DepositPage:
    """What the page shows of a draft as it stands."""
    place = checked.look.place
    return DepositPage(
        now=_as_it_stands(uow, checked),
        establishments=_establishment_choices(uow, ports, actor),
        orders=_order_choices(uow, place),
        directions=[Choice(str(row.id), row.name) for row in organisation_repository.active_directions(uow.session)],
        ribs=[Choice(str(rib.id), rib.label) for rib in (keeping.offered(uow, ports, place.id) if place else [])],
        corrigible=_corrigible(uow, checked.look),
        attachments=_attachments(uow, actor, checked.look.draft),
    )


def _corrigible(uow: Reading, look: Look) -> Sequence[Invoice]:
    is_asked = look.place is not None and is_credit_note(look.draft)
    return repository.to_correct(uow.session, look.place.id) if look.place and is_asked else ()


def _checked(uow: Reading, ports: Inside, draft: InvoiceDraft) -> Checked:
    return precheck.check(uow, look_at(uow, ports, draft, drafts.place_of(uow, draft)))


def _as_it_stands(uow: Reading, checked: Checked) -> DraftPage:
    order = checked.look.order
    lines = orders_repository.lines(uow.session, [order.id]) if order else ()
    return DraftPage(checked.look, checked.findings, lines)


def _establishment_choices(uow: Reading, ports: Inside, actor: Actor) -> list[Choice]:
    mine = standing.mine(uow, ports, actor, MemberRight.DEPOSIT)
    return [Choice(str(place.id), f"{place.name} — {ridet.display(place.ridet)}") for place in mine]


def _order_choices(uow: Reading, place: Establishment | None) -> list[Choice]:
    """Those that something is left of first."""
    found = orders_repository.open_orders(uow.session, [place.id]) if place else []
    left = sorted(((max(row.amount - row.invoiced, 0), row) for row in found), key=lambda pair: not pair[0])
    return [Choice(row.number, f"{row.number} — reste {francs(rest)}") for rest, row in left]


def _attachments(uow: Reading, actor: Actor, draft: InvoiceDraft) -> list[Document]:
    wanted = draft.values.get("attachments", "").split()
    return list(documents_repository.own_loose_documents(uow.session, actor, wanted)) if wanted else []
