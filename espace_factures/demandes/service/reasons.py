"""The coded reasons of a kind as the Province words them, and the usual sentences that explain them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds
from espace_factures.organisation import repository as organisation_repository

MOST_USED: Final = 5
LATELY: Final = 200
"""Explained decisions of the agent that say which reasons they use most."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A code, how it is worded, where it stands, and the sentences that are offered with it."""

    code: str
    words: str
    group: str
    rank: int
    is_on: bool
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """What explains a move, in its order; which of it the agent used most lately, the first first; its groups."""

    reasons: Sequence[Reason]
    used: Sequence[str]
    groups: Sequence[str] = ()


def every(uow: Reading, kind: Kind) -> list[Reason]:
    """The reasons of a kind, those that are off included, in their order."""
    life = kinds.of(kind).life
    settings = organisation_repository.reason_settings(uow.session, kind)
    usual = [row for row in organisation_repository.usual_sentences(uow.session, kind) if row.is_on]
    groups = {code: group for group, codes in life.groups.items() for code in codes}
    found = []
    for rank, (code, words) in enumerate(life.reasons.items(), 1):
        own = settings.get(code)
        sentences = tuple(row.body for row in usual if row.code == code)
        place = (
            (own.words, groups.get(code, ""), own.rank, own.is_on) if own else (words, groups.get(code, ""), rank, True)
        )
        found.append(Reason(code, *place, sentences))
    return sorted(found, key=lambda reason: reason.rank)


def offered(uow: Reading, _ports: Inside, actor: Actor, kind: Kind, wanted: str) -> Offered:
    """What may explain a move; nothing where it needs no reason."""
    declared = kinds.of(kind)
    actor.require(declared.right)
    known = {str(status): codes for status, codes in declared.life.explained.items()}
    if wanted not in known:
        return Offered((), ())
    reasons = [reason for reason in every(uow, kind) if reason.is_on and reason.code in known[wanted]]
    lately = Counter(repository.reasons_given(uow.session, actor.account_id, LATELY))
    open_ones = {reason.code for reason in reasons}
    return Offered(
        reasons, [code for code, _ in lately.most_common() if code in open_ones][:MOST_USED], list(declared.life.groups)
    )


def words_of(uow: Reading, kind: Kind, code: str) -> str:
    """A reason as it is worded now, offered or not; nothing of none."""
    own = organisation_repository.reason_settings(uow.session, kind).get(code) if code else None
    return own.words if own else kinds.of(kind).life.reasons.get(code, "")


def worded(uow: Reading, kind: Kind, code: str) -> str:
    """A reason as it is worded now; raises FormError for one that the Province put aside."""
    own = organisation_repository.reason_settings(uow.session, kind).get(code)
    if own is not None and not own.is_on:
        raise FormError({"reason": "Ce motif n’est plus proposé : choisissez-en un autre."})
    return own.words if own else kinds.of(kind).life.reasons.get(code, "")
