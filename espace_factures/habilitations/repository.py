"""Habilitations in the database; reads start from what the actor may read."""

from collections.abc import Sequence

from sqlmodel import Session, col, or_, select

from espace_factures.accounts.models import Account
from espace_factures.core.access import Actor
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import LIVE, TO_DECIDE
from espace_factures.requests import repository as requests
from espace_factures.requests.models import Request

Row = tuple[Habilitation, Request, Account]


def find_readable(session: Session, actor: Actor, reference: str, *, lock: bool = False) -> Row | None:
    """The habilitation of a reference, when the actor may read it."""
    rows = (
        select(Habilitation, Request, Account)
        .join(Request, col(Request.id) == col(Habilitation.request_id))
        .join(Account, col(Account.id) == col(Habilitation.account_id))
        .where(Request.reference == reference, requests.readable_by(actor))
    )
    return session.exec(rows.with_for_update(of=Habilitation) if lock else rows).first()


def by_key(session: Session, submission_key: str) -> tuple[Habilitation, str] | None:
    """What a submission already made, with its reference."""
    rows = select(Habilitation, Request.reference).join(Request, col(Request.id) == col(Habilitation.request_id))
    return session.exec(rows.where(Habilitation.submission_key == submission_key)).first()


def live_reference(session: Session, account_id: int, ridet: str) -> str | None:
    """The reference of the person's living request for a RIDET."""
    rows = select(Request.reference).join(Habilitation, col(Habilitation.request_id) == col(Request.id))
    mine = Habilitation.account_id == account_id, Habilitation.ridet == ridet, col(Habilitation.status).in_(LIVE)
    return session.exec(rows.where(*mine)).first()


def own(session: Session, account_id: int) -> Sequence[tuple[Habilitation, Request]]:
    """The person's living or refused requests, newest first."""
    rows = select(Habilitation, Request).join(Request, col(Request.id) == col(Habilitation.request_id))
    mine = Habilitation.account_id == account_id, col(Habilitation.status).in_([*LIVE, "refusee"])
    return session.exec(rows.where(*mine).order_by(col(Habilitation.id).desc()).limit(20)).all()


def queue(session: Session, search: str, *, all_of_them: bool) -> Sequence[Row]:
    """What agents see, oldest first; the caller has checked the right."""
    rows = (
        select(Habilitation, Request, Account)
        .join(Request, col(Request.id) == col(Habilitation.request_id))
        .join(Account, col(Account.id) == col(Habilitation.account_id))
    )
    if not all_of_them:
        rows = rows.where(col(Habilitation.status).in_(TO_DECIDE))
    if search:
        digits = "".join(letter for letter in search if letter.isdigit())
        clauses = [col(Habilitation.name).icontains(search, autoescape=True), Request.reference == search.upper()]
        clauses.append(col(Account.last_name).icontains(search, autoescape=True))
        if digits:
            clauses.append(col(Habilitation.ridet).contains(digits, autoescape=True))
        rows = rows.where(or_(*clauses))
    order = col(Habilitation.id).desc() if all_of_them else col(Habilitation.id)
    return session.exec(rows.order_by(order).limit(100)).all()
