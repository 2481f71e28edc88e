"""Coded reasons and usual sentences, ready to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from espace_factures.administration.service.wording import Wording
from espace_factures.core.calendar import long_date, noumea_date
from espace_factures.core.words import capital


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A usual sentence; which says what « Changer » opens."""

    opens: str = ""
    words: str = ""
    place: str = ""
    is_on: bool = True
    trace: str = ""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A coded reason, and its sentences."""

    opens: str = ""
    adds: str = ""
    """What « Ajouter une phrase » opens."""
    coded: str = ""
    words: str = ""
    title: str = ""
    place: str = ""
    is_on: bool = True
    trace: str = ""
    sentences: tuple[SentenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class WordingRow:
    """The reasons of one kind of demande."""

    title: str
    reasons: tuple[ReasonRow, ...]


def wording_row(wording: Wording) -> WordingRow:
    """The reasons of a kind, in their order."""
    return WordingRow(wording.title, tuple(_reason(wording, rank) for rank in range(len(wording.reasons))))


def _reason(wording: Wording, index: int) -> ReasonRow:
    reason = wording.reasons[index]
    own = wording.settings.get(reason.code)
    return ReasonRow(
        opens=f"{wording.kind}:{reason.code}",
        adds=f"{wording.kind}:{reason.code}:0",
        coded=reason.code,
        words=reason.words,
        title=capital(reason.words),
        place=str(reason.rank),
        is_on=reason.is_on,
        trace=_trace(wording.names, own.set_by, own.set_at) if own else "",
        sentences=tuple(
            SentenceRow(
                opens=f"{wording.kind}:{reason.code}:{row.id}",
                words=row.body,
                place=str(row.rank),
                is_on=row.is_on,
                trace=_trace(wording.names, row.set_by, row.set_at) if row.set_by else "",
            )
            for row in wording.sentences
            if row.code == reason.code
        ),
    )


def _trace(names: Mapping[int, str], set_by: int | None, set_at: datetime) -> str:
    name = names.get(set_by or 0, "")
    return f"Depuis le {long_date(noumea_date(set_at))}{f', par {name}' if name else ''}"
