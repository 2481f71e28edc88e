"""Words under way: what a person types in a form and has not sent, kept for them alone, encrypted, for some days."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, delete, select

from espace_factures.app import at_rest, columns
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.core.secret_fields import shown

KEPT: Final = timedelta(days=14)
MOST_PLACES: Final = 50
"""Of one person; past it the oldest goes."""
MOST_ASKED: Final = 10
MOST_FIELDS: Final = 20
LONGEST: Final = 8_000
"""Of all the fields of a place together."""
PLACE: Final = re.compile(r"[a-z]{2,20}(:[\w-]{1,60})?")
RIB: Final = "rib"


class WordsUnderWay(SQLModel, table=True):
    """What one person has typed in one place."""

    __tablename__ = "words_under_way"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    place: str = Field(primary_key=True)
    typed: dict[str, Any] = at_rest.typed(default_factory=dict)
    saved_at: datetime = columns.instant(index=True)


def of_demande(reference: str) -> dict[str, str]:
    """The places of one demande, by what is typed there."""
    return {"message": message(reference), "answer": answer(reference), "decision": decision(reference)}


def message(reference: str) -> str:
    """Where a message on a demande is typed."""
    return f"message:{reference}"


def answer(reference: str) -> str:
    """Where the answer to what an agent asks for is typed."""
    return f"reponse:{reference}"


def decision(reference: str) -> str:
    """Where an agent explains a decision."""
    return f"decision:{reference}"


def keep(uow: UnitOfWork, ports: Inside, actor: Actor, place: str, typed: Mapping[str, str]) -> None:
    """Keep what is typed there now, and nothing secret; what is too long for a form of ours is not kept."""
    actor.require(Permission.ACCOUNT_USE)
    words = shown(typed)
    if not PLACE.fullmatch(place) or len(words) > MOST_FIELDS or sum(map(len, [*words, *words.values()])) > LONGEST:
        return
    if not words:
        forget(uow, actor, place)
        return
    row = {"account_id": actor.account_id, "place": place, "typed": words, "saved_at": ports.clock.now()}
    written = insert(WordsUnderWay).values(row)
    again = {"typed": written.excluded.typed, "saved_at": written.excluded.saved_at}
    uow.session.execute(written.on_conflict_do_update(index_elements=["account_id", "place"], set_=again))
    _forget_oldest(uow.session, actor.account_id)


def of(uow: Reading, ports: Inside, actor: Actor, places: Sequence[str]) -> dict[str, dict[str, str]]:
    """What they had typed there, by place."""
    actor.require(Permission.ACCOUNT_USE)
    rows = select(WordsUnderWay).where(
        WordsUnderWay.account_id == actor.account_id,
        col(WordsUnderWay.place).in_(list(places)[:MOST_ASKED]),
        col(WordsUnderWay.saved_at) > ports.clock.now() - KEPT,
    )
    return {row.place: row.typed for row in uow.session.exec(rows)}


def forget(uow: UnitOfWork, actor: Actor, place: str) -> None:
    """They left, in this very transaction."""
    theirs = col(WordsUnderWay.account_id) == actor.account_id, col(WordsUnderWay.place) == place
    uow.session.execute(delete(WordsUnderWay).where(*theirs))


def purge(uow: UnitOfWork, ports: Inside) -> None:
    """What nobody came back to is gone."""
    uow.session.execute(delete(WordsUnderWay).where(col(WordsUnderWay.saved_at) <= ports.clock.now() - KEPT))


def _forget_oldest(session: Session, account_id: int) -> None:
    mine = select(WordsUnderWay.place).where(WordsUnderWay.account_id == account_id)
    old = mine.order_by(col(WordsUnderWay.saved_at).desc()).offset(MOST_PLACES)
    whose = col(WordsUnderWay.account_id) == account_id
    session.execute(delete(WordsUnderWay).where(whose, col(WordsUnderWay.place).in_(old)))
