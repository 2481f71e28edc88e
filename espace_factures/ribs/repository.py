"""RIBs in the database; reads start from what the actor may read."""

from collections.abc import Sequence

from sqlmodel import Session, col, select, update

from espace_factures.app import at_rest
from espace_factures.app.reading import ReadSession
from espace_factures.app.sealed import Use
from espace_factures.core.access import Actor
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.models import Demande, DemandeEvent
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.ribs.models import Bank, Rib
from espace_factures.ribs.rules import FREEZABLE, LIVE, Status

Row = tuple[Rib, Demande, Establishment]


def _rows():
    return (
        select(Rib, Demande, Establishment)
        .join(Demande, col(Demande.id) == col(Rib.demande_id))
        .join(Establishment, col(Establishment.id) == col(Rib.establishment_id))
    )


def find_readable(session: ReadSession, actor: Actor, reference: str, *, lock: bool = False) -> Row | None:
    """The RIB of a reference, when the actor may read it."""
    found = Demande.reference == reference, demandes_repository.readable_by(actor)
    if lock:
        # Read after the lock, by a statement of its own: it sees what the one before us committed.
        session.exec(
            _place_lock().where(col(Establishment.id).in_(select(Demande.establishment_id).where(*found)))
        ).all()
    return session.exec(_rows().where(*found)).first()


def lock_place(session: ReadSession, establishment_id: int) -> None:
    """One change at a time among the RIBs of an établissement: one default, no number twice."""
    session.exec(_place_lock().where(Establishment.id == establishment_id)).all()


def demande_of(session: ReadSession, rib: Rib) -> Demande:
    """The demande of a RIB."""
    return session.get_one(Demande, rib.demande_id)


def living_others(session: ReadSession, rib: Rib) -> Sequence[Row]:
    """What may take the place of a RIB: validated, or still to check; the validated ones first."""
    rows = _rows().where(Rib.establishment_id == rib.establishment_id, Rib.id != rib.id)
    order = (col(Rib.status) == Status.VALIDATED).desc(), col(Rib.id).desc()
    return session.exec(rows.where(col(Rib.status).in_(FREEZABLE)).order_by(*order)).all()


def _place_lock():
    # NO KEY UPDATE: the invoices of the établissement can still be deposited.
    return select(Establishment.id).with_for_update(key_share=True)


def of_person(session: ReadSession, account_id: int) -> Sequence[Row]:
    """The RIBs of the person's établissements, the default ones first."""
    mine = col(Rib.establishment_id).in_(establishments_repository.ids_where(account_id, MemberRight.FOLLOW))
    order = Establishment.name, col(Rib.is_default).desc(), col(Rib.id).desc()
    return session.exec(_rows().where(mine).order_by(*order).limit(200)).all()


def by_key(session: ReadSession, account_id: int, submission_key: str) -> str | None:
    """The reference of what the person's submission already made."""
    rows = select(Demande.reference).join(Rib, col(Demande.id) == col(Rib.demande_id))
    return session.exec(rows.where(Rib.submission_key == submission_key, Rib.account_id == account_id)).first()


def same_iban(session: ReadSession, establishment_id: int, iban: str) -> Rib | None:
    """A living RIB of the établissement with this IBAN."""
    same, living = col(Rib.iban_trace).in_(at_rest.traces(Use.IBAN, iban)), col(Rib.status).in_(LIVE)
    return session.exec(select(Rib).where(Rib.establishment_id == establishment_id, same, living)).first()


def others_of(session: ReadSession, rib: Rib) -> Sequence[Row]:
    """The other RIBs of the same établissement, newest first."""
    rows = _rows().where(Rib.establishment_id == rib.establishment_id, Rib.id != rib.id)
    return session.exec(rows.order_by(col(Rib.id).desc()).limit(20)).all()


def refusals(session: ReadSession, request_ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Why each demande was refused: its reason's code, the agent's words, and the reason's."""
    events = select(DemandeEvent).where(col(DemandeEvent.demande_id).in_(request_ids), DemandeEvent.reason_code != "")
    rows = session.exec(events.order_by(col(DemandeEvent.id))).all()
    return {row.demande_id: (row.reason_code, row.comment, row.reason) for row in rows}


def elsewhere(session: ReadSession, establishment_id: int, iban: str) -> Sequence[str]:
    """The names of other établissements that declared the same IBAN."""
    rows = select(Establishment.name).join(Rib, col(Rib.establishment_id) == col(Establishment.id))
    same = col(Rib.iban_trace).in_(at_rest.traces(Use.IBAN, iban))
    return session.exec(rows.where(same, Rib.establishment_id != establishment_id).distinct()).all()


def offered(session: ReadSession, establishment_id: int, *, manager: Actor | None = None) -> Sequence[Rib]:
    """The validated RIBs of an établissement, those in their pause too, the default first; none but to its manager."""
    rows = select(Rib).where(Rib.establishment_id == establishment_id, Rib.status == Status.VALIDATED)
    if manager is not None:
        managed = establishments_repository.ids_where(manager.account_id, MemberRight.MANAGE)
        rows = rows.where(col(Rib.establishment_id).in_(managed))
    return session.exec(rows.order_by(col(Rib.is_default).desc(), col(Rib.id).desc())).all()


def by_id(session: ReadSession, rib_id: int, *, fresh: bool = False, lock: bool = False) -> Rib:
    """The RIB, which exists; read anew when asked, and kept from being retired before the commit by `lock`."""
    one = select(Rib).where(Rib.id == rib_id).execution_options(populate_existing=fresh or lock)
    return session.exec(one.with_for_update(read=True) if lock else one).one()


def validated_ibans(session: ReadSession, establishment_id: int) -> list[str]:
    """The IBANs two agents vouched for."""
    rows = select(Rib.iban).where(Rib.establishment_id == establishment_id, Rib.status == Status.VALIDATED)
    return list(session.exec(rows).all())


def has_default(session: ReadSession, establishment_id: int) -> bool:
    """Whether the établissement has a default RIB."""
    rows = select(Rib.id).where(Rib.establishment_id == establishment_id, col(Rib.is_default))
    return session.exec(rows).first() is not None


def clear_default(session: Session, establishment_id: int) -> None:
    """No RIB of the établissement is the default one any more."""
    session.exec(update(Rib).where(col(Rib.establishment_id) == establishment_id).values(is_default=False))


def banks(session: ReadSession) -> Sequence[Bank]:
    """The Province's own list, by name."""
    return session.exec(select(Bank).order_by(Bank.name, Bank.code)).all()


def bank(session: ReadSession, code: str) -> Bank | None:
    """What is known of a bank."""
    return session.get(Bank, code)
