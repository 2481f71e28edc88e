"""RIBs in the database; reads start from what the actor may read."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, or_, select, update

from espace_factures.core.access import Actor
from espace_factures.establishments import repository as establishments
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.requests import repository as requests
from espace_factures.requests.models import Request
from espace_factures.ribs.models import Bank, Rib
from espace_factures.ribs.rules import Status

Row = tuple[Rib, Request, Establishment]


def _rows():
    return (
        select(Rib, Request, Establishment)
        .join(Request, col(Request.id) == col(Rib.request_id))
        .join(Establishment, col(Establishment.id) == col(Rib.establishment_id))
    )


def find_readable(session: Session, actor: Actor, reference: str, *, lock: bool = False) -> Row | None:
    """The RIB of a reference, when the actor may read it."""
    rows = _rows().where(Request.reference == reference, requests.readable_by(actor))
    return session.exec(rows.with_for_update(of=Rib) if lock else rows).first()


def of_person(session: Session, account_id: int) -> Sequence[Row]:
    """The RIBs of the person's établissements, the default ones first."""
    mine = col(Rib.establishment_id).in_(establishments.ids_where(account_id, MemberRight.FOLLOW))
    order = Establishment.name, col(Rib.is_default).desc(), col(Rib.id).desc()
    return session.exec(_rows().where(mine).order_by(*order).limit(200)).all()


def queue(session: Session, search: str, *, all_of_them: bool) -> Sequence[Row]:
    """What agents see, oldest first; the caller has checked the right."""
    rows = _rows()
    if not all_of_them:
        rows = rows.where(Rib.status == Status.TO_CHECK)
    if search:
        clauses = [col(Establishment.name).icontains(search, autoescape=True), Request.reference == search.upper()]
        clauses.append(col(Rib.holder).icontains(search, autoescape=True))
        rows = rows.where(or_(*clauses))
    order = col(Rib.id).desc() if all_of_them else col(Rib.id)
    return session.exec(rows.order_by(order).limit(100)).all()


def by_key(session: Session, submission_key: str) -> tuple[Rib, str] | None:
    """What a submission already made, with its reference."""
    rows = select(Rib, Request.reference).join(Request, col(Request.id) == col(Rib.request_id))
    return session.exec(rows.where(Rib.submission_key == submission_key)).first()


def same_iban(session: Session, establishment_id: int, iban: str) -> Rib | None:
    """A living RIB of the établissement with this IBAN."""
    living = col(Rib.status).in_([Status.TO_CHECK, Status.VALIDATED])
    return session.exec(select(Rib).where(Rib.establishment_id == establishment_id, Rib.iban == iban, living)).first()


def elsewhere(session: Session, establishment_id: int, iban: str) -> Sequence[str]:
    """The names of other établissements that declared the same IBAN."""
    rows = select(Establishment.name).join(Rib, col(Rib.establishment_id) == col(Establishment.id))
    return session.exec(rows.where(Rib.iban == iban, Rib.establishment_id != establishment_id).distinct()).all()


def usable(session: Session, establishment_id: int, now: datetime) -> Sequence[Rib]:
    """The validated RIBs whose cooling-off period is over, the default first."""
    rows = select(Rib).where(
        Rib.establishment_id == establishment_id, Rib.status == Status.VALIDATED, col(Rib.usable_from) <= now
    )
    return session.exec(rows.order_by(col(Rib.is_default).desc(), col(Rib.id).desc())).all()


def validated_ibans(session: Session, establishment_id: int) -> list[str]:
    """The IBANs two agents vouched for."""
    rows = select(Rib.iban).where(Rib.establishment_id == establishment_id, Rib.status == Status.VALIDATED)
    return list(session.exec(rows).all())


def has_default(session: Session, establishment_id: int) -> bool:
    """Whether the établissement has a default RIB."""
    rows = select(Rib.id).where(Rib.establishment_id == establishment_id, col(Rib.is_default))
    return session.exec(rows).first() is not None


def clear_default(session: Session, establishment_id: int) -> None:
    """No RIB of the établissement is the default one any more."""
    session.exec(update(Rib).where(col(Rib.establishment_id) == establishment_id).values(is_default=False))


def bank(session: Session, code: str) -> Bank | None:
    """What is known of a bank."""
    return session.get(Bank, code)
