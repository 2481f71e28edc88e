"""Invoices and drafts in the database; every read starts from what the actor may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, or_, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.models import Demande
from espace_factures.documents.models import Document
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment, Membership
from espace_factures.establishments.rules import MemberRight, roles_with
from espace_factures.invoices.messages import PlaceWeek
from espace_factures.invoices.models import CreditNote, Invoice, InvoiceDraft, InvoiceTotal
from espace_factures.invoices.rules import AWAITING_PAYMENT, Status, exact_number, number_key, taken_for
from espace_factures.orders.models import Order
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status as RibStatus

READ: Final = "read_"
"""Before the name of a field of a draft: what was read of it."""
MOST_ALIKE: Final = 10
LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
LIVING: Final = col(Invoice.status).not_in([Status.REJECTED, Status.WITHDRAWN])


@dataclass(frozen=True, slots=True)
class Around:
    """Whose an invoice is, who instructs it, what it is paid on, and the references it comes from and became."""

    place: Establishment
    direction: Direction
    rib: Rib | None
    replaces: str | None
    replaced_by: str | None


def find_readable(
    session: ReadSession, actor: Actor, reference: str, *, lock: bool = False
) -> tuple[Invoice, Demande] | None:
    """The invoice of a reference with its demande, when the actor may read it; locked until the commit when asked."""
    rows = select(Invoice, Demande).join(Demande, col(Demande.id) == col(Invoice.demande_id))
    mine = rows.where(Invoice.reference == reference, demandes_repository.readable_by(actor))
    return session.exec(mine.with_for_update(of=(Demande, Invoice)) if lock else mine).first()


def of_demandes(session: ReadSession, demande_ids: Sequence[int]) -> Sequence[Invoice]:
    """The invoices of these demandes, in the order of their deposit."""
    rows = select(Invoice).where(col(Invoice.demande_id).in_(demande_ids))
    return session.exec(rows.order_by(col(Invoice.id))).all()


def ready(table: Any, now: datetime) -> ColumnElement[bool]:
    """Those of a table of demandes whose bon de commande bears them and whose RIB may receive money now."""
    paid = select(Invoice.id).join(Order, col(Order.id) == col(Invoice.order_id))
    paid = paid.join(Rib, col(Rib.id) == col(Invoice.rib_id))
    agreeing = paid.where(
        col(Invoice.demande_id) == table.id,
        col(Invoice.status).in_((Status.DEPOSITED, Status.REDIRECTED, Status.TAKEN)),
        col(Order.is_open),
        col(Order.invoiced) <= col(Order.amount),
        col(Order.direction_id) == col(Invoice.direction_id),
        col(Rib.status) == RibStatus.VALIDATED,
        col(Rib.usable_from) <= now,
    )
    # OFFSET keeps the question one of each row: joined, the planner may begin with every invoice paid on a RIB.
    return and_(~table.is_unread, agreeing.offset(0).exists())


def glances(session: ReadSession, demande_ids: Sequence[int]) -> Sequence[tuple[int, str, int, str]]:
    """Of each of these demandes: its bon de commande, what is left of it, and the IBAN of its RIB."""
    left = col(Order.amount) - col(Order.invoiced)
    rows = select(Invoice.demande_id, Order.number, left, Rib.iban).join(Order).join(Rib)
    return session.exec(rows.where(col(Invoice.demande_id).in_(demande_ids))).all()


def unpaid_on(session: Session, rib_id: int) -> Sequence[tuple[Invoice, Demande]]:
    """What is still to be paid on a RIB, each with its demande, locked in one order."""
    rows = select(Invoice, Demande).join(Demande, col(Demande.id) == col(Invoice.demande_id))
    unpaid = rows.where(Invoice.rib_id == rib_id, col(Invoice.status).in_(AWAITING_PAYMENT))
    return session.exec(unpaid.order_by(col(Invoice.id)).with_for_update(of=(Demande, Invoice))).all()


def desks(session: ReadSession, account_id: int | None) -> Sequence[int]:
    """The directions that an agent works for; all of them for nobody in particular."""
    rows = select(Direction.id)
    if account_id is not None:
        rows = rows.where(col(Direction.id).in_(organisation_repository.direction_ids_of(account_id)))
    return session.exec(rows.order_by(Direction.id)).all()  # type: ignore[arg-type]


def by_reference(session: ReadSession, reference: str, *, lock: bool = False) -> Invoice:
    """The invoice, for the jobs of the portal itself; it exists."""
    rows = select(Invoice).where(Invoice.reference == reference)
    return session.exec(rows.with_for_update() if lock else rows).one()


def same_number(session: ReadSession, rid: str, number: str, year: int, *, but: int = 0) -> Invoice | None:
    """The living invoice of the same company, number and year, whatever its établissement."""
    same = Invoice.rid == rid, Invoice.number_exact == exact_number(number), Invoice.year == year
    return session.exec(select(Invoice).where(*same, LIVING, Invoice.id != but)).first()


def alike(session: ReadSession, establishment_id: int, number: str, *, but: int = 0) -> Sequence[Invoice]:
    """The latest living invoices of the établissement with the same letters and digits, or some taken for them."""
    rows = select(Invoice).where(
        Invoice.establishment_id == establishment_id,
        col(Invoice.number_key).in_(taken_for(number_key(number))),
        Invoice.id != but,
        LIVING,
    )
    return session.exec(rows.order_by(col(Invoice.id).desc()).limit(MOST_ALIKE)).all()


def of_amount(session: ReadSession, establishment_id: int, total_ttc: int, *, but: int = 0) -> Sequence[Invoice]:
    """The latest living invoices of the établissement of that amount."""
    theirs = Invoice.establishment_id == establishment_id, Invoice.total_ttc == total_ttc, Invoice.id != but
    return session.exec(select(Invoice).where(*theirs, LIVING).order_by(col(Invoice.id).desc()).limit(MOST_ALIKE)).all()


def latest(session: ReadSession, establishment_id: int, most: int) -> Sequence[Invoice]:
    """What was deposited last for the établissement, whatever became of it."""
    theirs = select(Invoice).where(Invoice.establishment_id == establishment_id)
    return session.exec(theirs.order_by(col(Invoice.deposited_at).desc(), col(Invoice.id).desc()).limit(most)).all()


def with_bytes(session: ReadSession, sha256: str, *, but: int = 0) -> Sequence[Invoice]:
    """The living invoices, of anybody, that a file of the same bytes belongs to, oldest first."""
    holders = select(Document.demande_id).where(Document.sha256 == sha256, col(Document.demande_id).is_not(None))
    rows = select(Invoice).where(col(Invoice.demande_id).in_(holders), LIVING, Invoice.id != but)
    return session.exec(rows.order_by(col(Invoice.id)).limit(MOST_ALIKE)).all()


def document_of(session: ReadSession, invoice: Invoice) -> Document:
    """The invoice itself, as it was deposited."""
    return session.get_one(Document, invoice.document_id)


def written_iban(session: ReadSession, invoice: Invoice) -> str:
    """The IBAN that was read on the document, or nothing."""
    return read_values(session, invoice).get("iban", "").replace(" ", "")


def read_values(session: ReadSession, invoice: Invoice) -> dict[str, str]:
    """What was read on the document, by field, whatever was typed since."""
    draft = session.get(InvoiceDraft, invoice.draft_id) if invoice.draft_id else None
    values = draft.values if draft else {}
    return {name.removeprefix(READ): value for name, value in values.items() if name.startswith(READ)}


def credit_notes(session: ReadSession, invoice: Invoice) -> Sequence[CreditNote]:
    """What is given back of an invoice, in order of arrival."""
    if not invoice.credited_ttc:
        return ()
    return session.exec(
        select(CreditNote).where(CreditNote.invoice_id == invoice.id).order_by(col(CreditNote.id))
    ).all()


def last_paid(session: ReadSession, establishment_id: int) -> Invoice | None:
    """The invoice of the établissement that was paid last."""
    paid = select(Invoice).where(Invoice.establishment_id == establishment_id, Invoice.status == Status.PAID)
    return session.exec(paid.order_by(col(Invoice.status_at).desc()).limit(1)).first()


def same_amount_and_order(
    session: ReadSession,
    establishment_id: int,
    order_number: str,
    total_ttc: int,
    *,
    since: datetime = LONG_AGO,
    but: int = 0,
) -> str | None:
    """The reference of a living invoice with the same amount on the same bon de commande, deposited since."""
    return session.exec(
        select(Invoice.reference).where(
            Invoice.establishment_id == establishment_id,
            Invoice.order_number == order_number,
            Invoice.total_ttc == total_ttc,
            col(Invoice.deposited_at) >= since,
            Invoice.id != but,
            LIVING,
        )
    ).first()


class Total(NamedTuple):
    """The invoices of a status that the person sees: all of them, and those of the établissement asked for."""

    status: Status
    invoices: int
    amount: int
    here: int
    amount_here: int


def totals(session: ReadSession, account_id: int, establishment_id: int = 0) -> list[Total]:
    """From the kept totals: exact at any size."""
    rows = session.execute(_totals(), {"account": account_id, "place": establishment_id}).all()
    return [Total(Status(status), *map(int, figures)) for status, *figures in rows]


@cache
def _totals() -> Any:
    place = bindparam("place", type_=BigInteger)
    here = or_(place == 0, col(InvoiceTotal.establishment_id) == place)
    mine = establishments_repository.ids_where(bindparam("account", type_=BigInteger), MemberRight.FOLLOW)  # type: ignore[arg-type]
    sums = [func.sum(figure) for figure in (InvoiceTotal.invoices, InvoiceTotal.amount)]
    figures = (*sums, *(func.coalesce(figure.filter(here), 0) for figure in sums))
    rows = select_columns(col(InvoiceTotal.status), *figures).where(col(InvoiceTotal.establishment_id).in_(mine))
    return rows.group_by(col(InvoiceTotal.status))


def week_of(session: ReadSession, account_id: int, start: datetime, end: datetime) -> list[PlaceWeek]:
    """What happened between two instants in each établissement the person follows, or waits there now; by name."""
    came, moved = (
        and_(moment >= start, moment < end) for moment in (col(Invoice.deposited_at), col(Invoice.status_at))
    )
    by_place, figures = (col(Establishment.name), col(Establishment.id)), _figures(came, moved)
    rows = (
        select_columns(col(Establishment.name), *(figure.label(name) for name, figure in figures.items()))
        .join_from(Invoice, Establishment, col(Establishment.id) == col(Invoice.establishment_id))
        .where(col(Invoice.establishment_id).in_(establishments_repository.ids_where(account_id, MemberRight.FOLLOW)))
        .where(or_(came, moved, Invoice.status == Status.SUSPENDED))
        .group_by(*by_place)
        .order_by(*by_place)
    )
    found = session.execute(rows).mappings()
    return [PlaceWeek(row["name"], **{name: int(row[name] or 0) for name in figures}) for row in found]


def _figures(came: ColumnElement[bool], moved: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    """The counts and sums of a week, from what came and what moved in it."""
    status = col(Invoice.status)
    paid = moved & (status == Status.PAID)
    return {
        "deposited": func.count().filter(came),
        "deposited_amount": func.sum(Invoice.total_ttc).filter(came),
        "changed": func.count().filter(moved & status.not_in([Status.DEPOSITED, Status.PAID])),
        "waiting": func.count().filter(status == Status.SUSPENDED),
        "paid": func.count().filter(paid),
        "paid_amount": func.sum(func.coalesce(Invoice.admitted_ttc, Invoice.total_ttc)).filter(paid),
    }


def follower_ids(session: ReadSession) -> Sequence[int]:
    """Every person who follows an établissement today."""
    is_person = col(Membership.let_in_by).is_(None)
    following = col(Membership.role).in_(roles_with(MemberRight.FOLLOW)), establishments_repository.is_live(), is_person
    return session.exec(select(Membership.account_id).where(*following).distinct()).all()


def around(session: ReadSession, invoice: Invoice) -> Around:
    """What stands around an invoice, in one journey."""
    return Around(*session.execute(_around(), {"invoice": invoice.id}).one())


@lru_cache(maxsize=1)
def _around() -> Select[Any]:
    """Built once: building it takes longer than its answer."""
    former, latter = aliased(Invoice), aliased(Invoice)
    columns: Any = (Establishment, Direction, Rib, former.reference, latter.reference)
    rows: Any = select_columns(*columns).select_from(Invoice)
    rows = rows.join(Establishment, col(Establishment.id) == col(Invoice.establishment_id))
    rows = rows.join(Direction, col(Direction.id) == col(Invoice.direction_id))
    rows = rows.outerjoin(Rib, col(Rib.id) == col(Invoice.rib_id))
    rows = rows.outerjoin(former, col(former.id) == col(Invoice.replaces_id))
    rows = rows.outerjoin(latter, col(latter.replaces_id) == col(Invoice.id))
    return rows.where(col(Invoice.id) == bindparam("invoice")).limit(1)
