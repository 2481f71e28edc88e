"""Demandes in the database; every read starts from what the actor may read."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, text
from sqlmodel import Session, and_, col, exists, false, or_, select, true

from espace_factures.core.access import Actor, Permission
from espace_factures.establishments import repository as establishments
from espace_factures.establishments.rules import MemberRight
from espace_factures.orders import repository as orders
from espace_factures.requests.models import Document, Message, Request, RequestEvent, RequestReading
from espace_factures.requests.rules import DocumentRole, Kind

NEXT_NUMBER = text("""
    INSERT INTO reference_counters AS c (series, last) VALUES (:series, 1)
    ON CONFLICT (series) DO UPDATE SET last = c.last + 1 RETURNING last
""")

READ_UP_TO = text("""
    INSERT INTO request_readings AS r (request_id, account_id, read_at) VALUES (:request_id, :account_id, :instant)
    ON CONFLICT (request_id, account_id) DO UPDATE SET read_at = excluded.read_at WHERE r.read_at < excluded.read_at
    RETURNING read_at
""")


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """What the actor may read: his own demandes, his établissements', and what his roles instruct."""
    return or_(followed_by(actor), instructed_by(actor))


def followed_by(actor: Actor) -> ColumnElement[bool]:
    """What the actor reads as a usager: his own habilitations, the RIBs and invoices of his établissements."""
    kind = col(Request.kind)
    ours = col(Request.establishment_id).in_(establishments.ids_where(actor.account_id, MemberRight.FOLLOW))
    return or_(
        and_(kind == Kind.HABILITATION, col(Request.account_id) == actor.account_id),
        and_(kind.in_([Kind.RIB, Kind.INVOICE]), ours),
    )


def instructed_by(actor: Actor) -> ColumnElement[bool]:
    """What the actor reads as an agent."""
    kind = col(Request.kind)
    clauses: list[ColumnElement[bool]] = [false()]
    if actor.can(Permission.HABILITATION_DECIDE):
        clauses.append(kind == Kind.HABILITATION)
    if actor.can(Permission.RIB_VALIDATE):
        clauses.append(kind == Kind.RIB)
    if actor.can(Permission.INVOICE_PAY):
        clauses.append(kind == Kind.INVOICE)
    elif actor.can(Permission.INVOICE_PROCESS):
        mine = col(Request.direction_id).in_(orders.direction_ids_of(actor.account_id))
        clauses.append(and_(kind == Kind.INVOICE, mine))
    return or_(*clauses)


def annotated_for(actor: Actor) -> ColumnElement[bool]:
    """Where the actor reads the agents' internal notes: what he instructs, unless he asked for it himself."""
    return and_(instructed_by(actor), col(Request.account_id) != actor.account_id)


def find_readable(session: Session, actor: Actor, reference: str) -> Request | None:
    """The demande of a reference, when the actor may read it."""
    return session.exec(select(Request).where(Request.reference == reference, readable_by(actor))).first()


def find_followed(session: Session, actor: Actor, reference: str) -> Request | None:
    """The demande of a reference, when the actor follows it as a usager."""
    return session.exec(select(Request).where(Request.reference == reference, followed_by(actor))).first()


def history(session: Session, request_id: int) -> Sequence[RequestEvent]:
    """What happened, oldest first."""
    return session.exec(
        select(RequestEvent).where(RequestEvent.request_id == request_id).order_by(col(RequestEvent.id))
    ).all()


def conversation(session: Session, request_id: int, *, with_internal: bool) -> Sequence[Message]:
    """What was said, oldest first; internal notes only for agents."""
    said = select(Message).where(Message.request_id == request_id)
    if not with_internal:
        said = said.where(col(Message.is_internal).is_(False))
    return session.exec(said.order_by(col(Message.id))).all()


def documents(session: Session, request_id: int, *, with_internal: bool = False) -> Sequence[Document]:
    """The files of a demande in order of arrival, then those of its messages; of internal notes only for agents."""
    held = select(Document).where(Document.request_id == request_id)
    if not with_internal:
        held = held.where(~_is_noted())
    return session.exec(held.order_by(col(Document.message_id).asc().nulls_first(), col(Document.id))).all()


def own_loose_document(session: Session, actor: Actor, public_id: str) -> Document | None:
    """A file that the actor stored and no demande has taken yet, locked."""
    loose = Document.public_id == public_id, Document.account_id == actor.account_id, col(Document.request_id).is_(None)
    return session.exec(select(Document).where(*loose).with_for_update()).first()


def own_loose_documents(
    session: Session, actor: Actor, public_ids: Collection[str], *, lock: bool = False
) -> Sequence[Document]:
    """What the actor stored that a message may carry, in order of arrival: not the document of an invoice's draft."""
    loose = Document.account_id == actor.account_id, col(Document.request_id).is_(None)
    wanted = col(Document.public_id).in_(public_ids), Document.role == DocumentRole.PROOF
    rows = select(Document).where(*wanted, *loose).order_by(col(Document.id))
    return session.exec(rows.with_for_update() if lock else rows).all()


def readable_document(session: Session, actor: Actor, public_id: str) -> Document | None:
    """A file of a readable demande, or a loose one of the actor's own; an internal note's only for its agents."""
    readable = col(Document.request_id).in_(select(Request.id).where(readable_by(actor)))
    annotated = col(Document.request_id).in_(select(Request.id).where(annotated_for(actor)))
    loose = and_(col(Document.request_id).is_(None), col(Document.account_id) == actor.account_id)
    may_read = or_(loose, and_(readable, or_(~_is_noted(), annotated)))
    return session.exec(select(Document).where(Document.public_id == public_id, may_read)).first()


def read_up_to(session: Session, actor: Actor, request_id: int, instant: datetime) -> bool:
    """Remember how far the actor has read; whether that is further than before."""
    values = {"request_id": request_id, "account_id": actor.account_id, "instant": instant}
    return session.execute(READ_UP_TO, values).first() is not None


def next_number(session: Session, series: str) -> int:
    """The next number of a series, without holes: the row is locked until the commit."""
    return session.execute(NEXT_NUMBER, {"series": series}).scalar_one()


def latest(
    session: Session,
    actor: Actor,
    *,
    place: int,
    words: str,
    only_unread: bool,
    newest_first: bool,
    skipped: int,
    limit: int,
) -> Sequence[tuple[Request, bool]]:
    """The person's own demandes, or all those of one of his établissements, and whether each is unread."""
    own, unread = col(Request.account_id) == actor.account_id, _is_unread(actor)
    reading = and_(
        col(RequestReading.request_id) == col(Request.id), col(RequestReading.account_id) == actor.account_id
    )
    rows = select(Request, unread).outerjoin(RequestReading, reading)
    rows = rows.where(followed_by(actor), Request.establishment_id == place if place else own)
    if words:
        rows = rows.where(_holds(words))
    if only_unread:
        rows = rows.where(unread)
    keys = col(Request.created_at), col(Request.id)
    order = [key.desc() if newest_first else key.asc() for key in keys]
    return session.exec(rows.order_by(*order).offset(skipped).limit(limit)).all()


def is_instructed(session: Session, actor: Actor, request_id: int) -> bool:
    """Whether the actor reads the demande as an agent."""
    return session.exec(select(Request.id).where(Request.id == request_id, instructed_by(actor))).first() is not None


def search(session: Session, scope: ColumnElement[bool], words: str, limit: int) -> Sequence[Request]:
    """The demandes of a scope (what one follows, what one instructs) that hold the words, newest first."""
    rows = select(Request).where(scope, _holds(words))
    return session.exec(rows.order_by(col(Request.id).desc()).limit(limit)).all()


def _is_noted() -> ColumnElement[bool]:
    """A file that came with an internal note."""
    return exists().where(col(Message.id) == col(Document.message_id), col(Message.is_internal))


def _is_unread(actor: Actor) -> ColumnElement[bool]:
    """A message or a change of status by somebody else, later than what the usager was shown, if he ever was."""
    said = exists().where(*_since_reading(Message, actor), ~col(Message.is_internal))
    return or_(said, exists().where(*_since_reading(RequestEvent, actor)))


def _since_reading(table: type[Message] | type[RequestEvent], actor: Actor) -> tuple[ColumnElement[bool], ...]:
    read_at = col(RequestReading.read_at)
    is_later = or_(read_at.is_(None), col(table.at) > read_at)
    by_another = col(table.account_id).is_distinct_from(actor.account_id)
    return col(table.request_id) == col(Request.id), by_another, is_later


def _holds(words: str) -> ColumnElement[bool]:
    """Every word is in the title, or the words are the reference."""
    in_title = [col(Request.title).icontains(word, autoescape=True) for word in words.split()]
    return or_(and_(true(), *in_title), col(Request.reference) == words.strip().upper())
