"""Demandes in the database; every read starts from what the actor may read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, literal, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, delete, exists, false, or_, select, true, update

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.models import Demande, DemandeEvent, DemandeReading, DemandeVisit, FreshDecision, Message
from espace_factures.demandes.rules import Kind, references
from espace_factures.documents.models import Document
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRight
from espace_factures.identity.models import Account
from espace_factures.notifications import repository as notifications_repository
from espace_factures.organisation import repository as organisation_repository

NEXT_NUMBER = text("""
    INSERT INTO reference_counters AS c (series, last) VALUES (:series, 1)
    ON CONFLICT (series) DO UPDATE SET last = c.last + 1 RETURNING last
""")

READ_UP_TO = text("""
    INSERT INTO demande_readings AS r (demande_id, account_id, read_at) VALUES (:demande_id, :account_id, :instant)
    ON CONFLICT (demande_id, account_id) DO UPDATE SET read_at = excluded.read_at WHERE r.read_at < excluded.read_at
    RETURNING read_at
""")


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """What the actor may read: his own demandes, his établissements', and what his roles instruct."""
    return or_(followed_by(actor), instructed_by(actor))


def followed_by(actor: Actor) -> ColumnElement[bool]:
    """What the actor reads as a usager: his own habilitations, the RIBs and invoices of his établissements."""
    kind = col(Demande.kind)
    ours = col(Demande.establishment_id).in_(establishments_repository.ids_where(actor.account_id, MemberRight.FOLLOW))
    return or_(
        and_(kind == Kind.HABILITATION, col(Demande.account_id) == actor.account_id),
        and_(kind.in_([Kind.RIB, Kind.INVOICE]), ours),
    )


def instructed_by(actor: Actor) -> ColumnElement[bool]:
    """What the actor reads as an agent."""
    kind = col(Demande.kind)
    clauses: list[ColumnElement[bool]] = [false()]
    if actor.can(Permission.HABILITATION_DECIDE):
        clauses.append(kind == Kind.HABILITATION)
    if actor.can(Permission.RIB_VALIDATE):
        clauses.append(kind == Kind.RIB)
    if actor.can(Permission.INVOICE_PAY):
        clauses.append(kind == Kind.INVOICE)
    elif actor.can(Permission.INVOICE_PROCESS):
        mine = col(Demande.direction_id).in_(organisation_repository.direction_ids_of(actor.account_id))
        clauses.append(and_(kind == Kind.INVOICE, mine))
    return or_(*clauses)


def annotated_for(actor: Actor) -> ColumnElement[bool]:
    """Where the actor reads the agents' internal notes: what he instructs, unless he asked for it himself."""
    return and_(instructed_by(actor), col(Demande.account_id) != actor.account_id)


def find_readable(session: ReadSession, actor: Actor, reference: str) -> Demande | None:
    """The demande of a reference, when the actor may read it."""
    return session.exec(select(Demande).where(Demande.reference == reference, readable_by(actor))).first()


def readable_among(session: ReadSession, actor: Actor, references: Sequence[str]) -> Sequence[str]:
    """Those of these references that the actor may read, oldest first."""
    if not references:
        return ()
    rows = select(Demande.reference).where(col(Demande.reference).in_(references), readable_by(actor))
    return session.exec(rows.order_by(col(Demande.id))).all()


def find_followed(session: ReadSession, actor: Actor, reference: str) -> Demande | None:
    """The demande of a reference, when the actor follows it as a usager."""
    return session.exec(select(Demande).where(Demande.reference == reference, followed_by(actor))).first()


def history(session: ReadSession, demande_id: int) -> Sequence[DemandeEvent]:
    """What happened, oldest first."""
    return session.exec(
        select(DemandeEvent).where(DemandeEvent.demande_id == demande_id).order_by(col(DemandeEvent.id))
    ).all()


def last_event(session: ReadSession, demande_id: int) -> tuple[str, str, datetime]:
    """The last change of status: who made it, its label and its instant; for agents, who know each other's names."""
    rows = select(DemandeEvent, Account).outerjoin(Account, col(Account.id) == col(DemandeEvent.account_id))
    last = rows.where(DemandeEvent.demande_id == demande_id).order_by(col(DemandeEvent.id).desc())
    event, account = session.exec(last.limit(1)).one()
    return (account.full_name if account else event.author), event.status, event.at


def done_by(session: ReadSession, demande_id: int, account_id: int, labels: Sequence[str]) -> str | None:
    """The first of these changes of status that the account made, whenever it was."""
    theirs = DemandeEvent.demande_id == demande_id, DemandeEvent.account_id == account_id
    acts = select(DemandeEvent.status).where(*theirs, col(DemandeEvent.status).in_(labels), *_stands())
    return session.exec(acts).first()


def _stands() -> tuple[ColumnElement[bool], ...]:
    """Neither undone nor an « Annuler »."""
    undo = aliased(DemandeEvent)
    undone = select(undo.id).where(
        undo.demande_id == DemandeEvent.demande_id,
        col(undo.id) > col(DemandeEvent.id),
        col(undo.undoes_since) <= col(DemandeEvent.at),
    )
    return col(DemandeEvent.undoes_since).is_(None), ~undone.exists()


def reasons_given(session: ReadSession, account_id: int, most: int) -> Sequence[str]:
    """The coded reasons of the agent's latest explained decisions."""
    theirs = DemandeEvent.account_id == account_id, DemandeEvent.reason_code != ""
    rows = select(DemandeEvent.reason_code).where(*theirs).order_by(col(DemandeEvent.id).desc())
    return session.exec(rows.limit(most)).all()


def conversation(session: ReadSession, demande_id: int, *, with_internal: bool) -> Sequence[Message]:
    """What was said, oldest first; internal notes only for agents."""
    said = select(Message).where(Message.demande_id == demande_id)
    if not with_internal:
        said = said.where(col(Message.is_internal).is_(False))
    return session.exec(said.order_by(col(Message.id))).all()


def documents(session: ReadSession, demande_id: int, *, with_internal: bool = False) -> Sequence[Document]:
    """The files of a demande in order of arrival, then those of its messages; of internal notes only for agents."""
    held = select(Document).where(Document.demande_id == demande_id)
    if not with_internal:
        held = held.where(~_is_noted())
    return session.exec(held.order_by(col(Document.message_id).asc().nulls_first(), col(Document.id))).all()


def readable_documents(actor: Actor) -> ColumnElement[bool]:
    """The files of the demandes that the actor may read; an internal note's only for its agents."""
    # By existence: « one of those that the actor may read » scans the demandes until the file's own comes.
    held = col(Demande.id) == col(Document.demande_id)
    readable, annotated = (exists().where(held, those) for those in (readable_by(actor), annotated_for(actor)))
    return and_(readable, or_(~_is_noted(), annotated))


def unseen(session: ReadSession, actor: Actor, demande_id: int, instant: datetime, link: str) -> tuple[bool, bool]:
    """Whether the actor has not read as far as an instant, and whether a notice that leads to `link` waits for them."""
    mine = col(DemandeReading.demande_id) == demande_id, col(DemandeReading.account_id) == actor.account_id
    has_read = exists().where(*mine, col(DemandeReading.read_at) >= instant)
    return session.exec(select(~has_read, notifications_repository.is_waiting(actor.account_id, link))).one()


def read_up_to(session: Session, actor: Actor, demande_id: int, instant: datetime) -> bool:
    """Remember how far the actor has read; whether that is further than before."""
    values = {"demande_id": demande_id, "account_id": actor.account_id, "instant": instant}
    return session.execute(READ_UP_TO, values).first() is not None


def hear(session: Session, demande_id: int) -> None:
    """An agent opened what its person wrote."""
    session.exec(update(Demande).where(col(Demande.id) == demande_id).values(is_unread=False))


def fresh_decision(session: ReadSession, actor: Actor, reference: str) -> FreshDecision | None:
    """What the actor decided last of a demande, when nobody acted since."""
    same = col(FreshDecision.demande_id) == col(Demande.id), col(FreshDecision.version) == col(Demande.version)
    rows = select(FreshDecision).join(Demande, and_(*same)).where(Demande.reference == reference)
    return session.exec(rows.where(FreshDecision.account_id == actor.account_id)).first()


def visit(session: Session, tab: str, demande_id: int, account_id: int, now: datetime) -> DemandeVisit | None:
    """A tab shows a demande; what it showed before, and when it last said so. What is gone meanwhile is not shown."""
    row = session.get(DemandeVisit, tab)
    before = row.model_copy() if row else None
    living = select(literal(tab), Demande.id, Account.id, literal(now)).where(
        Demande.id == demande_id, Account.id == account_id
    )
    written = insert(DemandeVisit).from_select(["tab", "demande_id", "account_id", "seen_at"], living)
    shown = {name: written.excluded[name] for name in ("demande_id", "account_id", "seen_at")}
    session.exec(written.on_conflict_do_update(index_elements=["tab"], set_=shown))
    return before


def visitors(session: ReadSession, demande_id: int, since: datetime, *, but: int) -> Sequence[str]:
    """Who else has given a sign that they look at the demande, by name."""
    seen = select(DemandeVisit.account_id).where(DemandeVisit.demande_id == demande_id, DemandeVisit.seen_at > since)
    rows = select(Account).where(col(Account.id).in_(seen), Account.id != but)
    return [account.full_name for account in session.exec(rows.order_by(Account.first_name, Account.last_name))]


def end_visits(session: Session, tabs: Sequence[str]) -> Sequence[int]:
    """These tabs look at nothing; returns what they looked at."""
    ended = delete(DemandeVisit).where(col(DemandeVisit.tab).in_(tabs)).returning(col(DemandeVisit.demande_id))
    return session.execute(ended).scalars().all()


def references_of(session: ReadSession, demande_ids: Sequence[int]) -> Sequence[str]:
    """The references of these demandes."""
    return session.exec(select(Demande.reference).where(col(Demande.id).in_(demande_ids))).all() if demande_ids else ()


def next_number(session: Session, series: str) -> int:
    """The next number of a series, without holes: the row is locked until the commit."""
    return session.execute(NEXT_NUMBER, {"series": series}).scalar_one()


def latest(
    session: ReadSession,
    actor: Actor,
    *,
    place: int,
    words: str,
    only_unread: bool,
    newest_first: bool,
    skipped: int,
    limit: int,
) -> Sequence[tuple[Demande, bool]]:
    """The person's own demandes, or all those of one of his établissements, and whether each is unread."""
    own, unread = col(Demande.account_id) == actor.account_id, _is_unread(actor)
    reading = and_(
        col(DemandeReading.demande_id) == col(Demande.id), col(DemandeReading.account_id) == actor.account_id
    )
    rows = select(Demande, unread).outerjoin(DemandeReading, reading)
    rows = rows.where(followed_by(actor), Demande.establishment_id == place if place else own)
    if words:
        rows = rows.where(_holds(words))
    if only_unread:
        rows = rows.where(unread)
    keys = col(Demande.created_at), col(Demande.id)
    order = [key.desc() if newest_first else key.asc() for key in keys]
    return session.exec(rows.order_by(*order).offset(skipped).limit(limit)).all()


def is_instructed(session: ReadSession, actor: Actor, demande_id: int) -> bool:
    """Whether the actor reads the demande as an agent."""
    return session.exec(select(Demande.id).where(Demande.id == demande_id, instructed_by(actor))).first() is not None


def search(session: ReadSession, scope: ColumnElement[bool], words: str, limit: int) -> Sequence[Demande]:
    """The demandes of a scope (what one follows, what one instructs) that hold the words, newest first."""
    rows = select(Demande).where(scope, _holds(words))
    return session.exec(rows.order_by(col(Demande.id).desc()).limit(limit)).all()


def _is_noted() -> ColumnElement[bool]:
    """A file that came with an internal note."""
    return exists().where(col(Message.id) == col(Document.message_id), col(Message.is_internal))


def _is_unread(actor: Actor) -> ColumnElement[bool]:
    """A message or a change of status by somebody else, later than what the usager was shown, if he ever was."""
    said = exists().where(*_since_reading(Message, actor), ~col(Message.is_internal))
    return or_(said, exists().where(*_since_reading(DemandeEvent, actor)))


def _since_reading(table: type[Message] | type[DemandeEvent], actor: Actor) -> tuple[ColumnElement[bool], ...]:
    read_at = col(DemandeReading.read_at)
    is_later = or_(read_at.is_(None), col(table.at) > read_at)
    by_another = col(table.account_id).is_distinct_from(actor.account_id)
    return col(table.demande_id) == col(Demande.id), by_another, is_later


def _holds(words: str) -> ColumnElement[bool]:
    """Every word is in the title, or the words are the reference."""
    in_title = [col(Demande.title).icontains(word, autoescape=True) for word in words.split()]
    return or_(and_(true(), *in_title), col(Demande.reference).in_(references(words)))
