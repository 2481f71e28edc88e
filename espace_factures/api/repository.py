"""Tokens in the database, with the établissements that they act for."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select, update

from espace_factures.api.models import ApiToken
from espace_factures.app.reading import ReadSession
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment, Membership
from espace_factures.identity.models import Account

MOST_SHOWN = 100
Row = tuple[ApiToken, Account]
"""A token, and who made it."""


def by_hash(session: ReadSession, token_hash: str) -> ApiToken | None:
    """The token of a hash, living or not."""
    return session.exec(select(ApiToken).where(ApiToken.token_hash == token_hash)).first()


def of_places(session: ReadSession, place_ids: Sequence[int]) -> Sequence[Row]:
    """The tokens that act, or acted, for these établissements, newest first."""
    acting = select(Membership.account_id).where(col(Membership.establishment_id).in_(place_ids))
    rows = select(ApiToken, Account).join(Account, col(Account.id) == col(ApiToken.made_by))
    rows = rows.where(col(ApiToken.account_id).in_(acting)).order_by(col(ApiToken.id).desc())
    return session.exec(rows.limit(MOST_SHOWN)).all()


def places_of(session: ReadSession, account_ids: Sequence[int]) -> Sequence[tuple[int, Establishment]]:
    """For which établissements programs act today: the program's account, and the établissement, by name."""
    rows = select(Membership.account_id, Establishment)
    rows = rows.join(Establishment, col(Establishment.id) == col(Membership.establishment_id))
    theirs = col(Membership.account_id).in_(account_ids), establishments_repository.is_live()
    return session.exec(rows.where(*theirs).order_by(Establishment.name, Establishment.ridet)).all()


def count_living(session: ReadSession, place_id: int) -> int:
    """How many tokens act for an établissement today."""
    here = Membership.establishment_id == place_id, establishments_repository.is_live()
    rows = select(func.count()).select_from(ApiToken).join(Membership, _same_account())
    return session.exec(rows.where(*here, col(ApiToken.revoked_at).is_(None))).one()


def lock_managed(session: Session, public_id: str, account_id: int) -> ApiToken | None:
    """A token of an établissement that the person manages today, locked until the commit."""
    managed = establishments_repository.ids_where(account_id, establishments_repository.MemberRight.MANAGE)
    acting = select(Membership.account_id).where(col(Membership.establishment_id).in_(managed))
    one = ApiToken.public_id == public_id, col(ApiToken.account_id).in_(acting)
    return session.exec(select(ApiToken).where(*one).with_for_update()).first()


def touch(session: Session, token_id: int, now: datetime) -> None:
    """The token is in use now."""
    session.exec(update(ApiToken).where(col(ApiToken.id) == token_id).values(last_used_at=now))


def end_memberships(session: Session, account_id: int, now: datetime) -> None:
    """The program acts for nobody any more."""
    theirs = col(Membership.account_id) == account_id, col(Membership.ended_at).is_(None)
    session.exec(update(Membership).where(*theirs).values(ended_at=now))


def _same_account():
    return col(Membership.account_id) == col(ApiToken.account_id)
