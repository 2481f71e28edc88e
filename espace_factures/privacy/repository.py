"""Exports in the database, and all that is a person's own; every read starts from their account."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, delete, exists, func, or_, select

from espace_factures.app.reading import ReadSession
from espace_factures.demandes.models import Demande, DemandeEvent, Message
from espace_factures.documents.models import Document
from espace_factures.documents.rules import SHEETS
from espace_factures.establishments.models import Establishment, Membership
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import LIVE
from espace_factures.invoices.exporting.models import InvoiceExport
from espace_factures.invoices.models import CreditNote, Invoice, InvoiceDraft
from espace_factures.organisation.models import Direction
from espace_factures.privacy.models import Export

Row = TypeVar("Row", bound=SQLModel)


def exports(session: ReadSession, account_id: int) -> Sequence[Export]:
    """The person's files, newest first."""
    return session.exec(select(Export).where(Export.account_id == account_id).order_by(col(Export.id).desc())).all()


def export(session: Session, public_id: str) -> Export | None:
    """A file being made or ready, locked: for the jobs of the portal itself."""
    return session.exec(select(Export).where(Export.public_id == public_id).with_for_update()).first()


def is_known(session: ReadSession, public_id: str) -> bool:
    """Whether such an export is made, being made or ready."""
    return session.exec(select(Export.id).where(Export.public_id == public_id)).first() is not None


def own_export(session: ReadSession, account_id: int, public_id: str) -> Export | None:
    """The person's file, when it is ready."""
    mine = Export.public_id == public_id, Export.account_id == account_id, col(Export.ready_at).is_not(None)
    return session.exec(select(Export).where(*mine)).first()


def exports_before(session: ReadSession, instant: datetime) -> Sequence[Export]:
    """The files that were ready before an instant, or asked for before and never ready."""
    return session.exec(select(Export).where(func.coalesce(Export.ready_at, Export.created_at) <= instant)).all()


def forget_exports(session: Session, account_id: int) -> list[str]:
    """None of the person's files is left; returns where their bytes are."""
    keys: list[str] = []
    for table in (Export, InvoiceExport):
        mine = delete(table).where(col(table.account_id) == account_id).returning(col(table.storage_key))
        keys += session.execute(mine).scalars()
    return keys


def own(session: ReadSession, table: type[Row], account_id: int) -> Sequence[Row]:
    """The rows of a table that are the person's, oldest first."""
    keys = list(table.__table__.primary_key)  # type: ignore[attr-defined]
    return session.exec(select(table).where(_account_of(table) == account_id).order_by(*keys)).all()


def own_with_request(session: ReadSession, table: type[Row], account_id: int) -> Sequence[tuple[Row, Demande]]:
    """The person's rows of a kind of demande, each with its demande, oldest first."""
    owned: Any = table
    rows = select(table, Demande).join(Demande, col(Demande.id) == col(owned.demande_id))
    return session.exec(rows.where(_account_of(table) == account_id).order_by(col(Demande.id))).all()


def open_drafts(session: ReadSession, account_id: int) -> Sequence[InvoiceDraft]:
    """The person's drafts that became no invoice, and no credit note."""
    sent = (exists().where(col(row.draft_id) == col(InvoiceDraft.id)) for row in (Invoice, CreditNote))
    mine = select(InvoiceDraft).where(InvoiceDraft.account_id == account_id)
    return session.exec(mine.where(*(~left for left in sent))).all()


def history(session: ReadSession, account_id: int) -> Sequence[DemandeEvent]:
    """What happened to the person's own demandes."""
    held = col(DemandeEvent.demande_id).in_(own_requests(account_id))
    return session.exec(select(DemandeEvent).where(held).order_by(col(DemandeEvent.id))).all()


def conversations(session: ReadSession, account_id: int) -> Sequence[Message]:
    """What was said in the person's own demandes; internal notes are not theirs."""
    held = col(Message.demande_id).in_(own_requests(account_id)), col(Message.is_internal).is_(False)
    return session.exec(select(Message).where(*held).order_by(col(Message.id))).all()


def said_elsewhere(session: ReadSession, account_id: int) -> Sequence[tuple[Message, str]]:
    """What the person wrote as a usager in the demandes of others, with their references."""
    rows = select(Message, Demande.reference).join(Demande, col(Demande.id) == col(Message.demande_id))
    mine = Message.account_id == account_id, Demande.account_id != account_id, ~_is_of_agents()
    return session.exec(rows.where(*mine).order_by(col(Message.id))).all()


def documents(session: ReadSession, account_id: int) -> Sequence[tuple[Document, str | None]]:
    """The files that the person deposited as a usager, each with the reference of its demande."""
    joined = exists().where(col(Message.id) == col(Document.message_id), _is_of_agents())
    rows = select(Document, Demande.reference).outerjoin(Demande, col(Demande.id) == col(Document.demande_id))
    theirs = Document.account_id == account_id, col(Document.role).not_in(SHEETS)
    return session.exec(rows.where(*theirs, ~joined).order_by(col(Document.id))).all()


def directions(session: ReadSession) -> dict[int, Direction]:
    """The directions of the Province, which are few."""
    return {row.id: row for row in session.exec(select(Direction)).all()}


def establishments_of(session: ReadSession, account_id: int) -> dict[int, Establishment]:
    """The établissements that the person's own rows speak of."""
    ids: list[Select[Any]] = [
        select_columns(col(Membership.establishment_id)).where(col(Membership.account_id) == account_id),
        select_columns(col(Demande.establishment_id)).where(col(Demande.account_id) == account_id),
    ]
    known = or_(*(col(Establishment.id).in_(found) for found in ids))
    return {row.id: row for row in session.exec(select(Establishment).where(known)).all()}


def undecided(session: ReadSession, account_id: int) -> Sequence[str]:
    """The references of the person's habilitations that are still to be decided."""
    rows = select(Demande.reference).join(Habilitation, col(Habilitation.demande_id) == col(Demande.id))
    mine = Habilitation.account_id == account_id, col(Habilitation.status).in_(LIVE)
    return session.exec(rows.where(*mine).order_by(col(Demande.id))).all()


def own_requests(account_id: int) -> Any:
    """A sub-query: the demandes that the person made."""
    return select(Demande.id).where(Demande.account_id == account_id)


def _is_of_agents() -> ColumnElement[bool]:
    """Words of the Province, or its internal notes."""
    return or_(col(Message.from_agent), col(Message.is_internal))


def _account_of(table: type[SQLModel]) -> Any:
    owned: Any = table
    return col(owned.account_id)
