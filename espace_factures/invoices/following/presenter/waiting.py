"""« Attend votre réponse » in French: the first rows, each with the action, then what the others are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from espace_factures import routes
from espace_factures.core.calendar import days_between, noumea_date, short_date
from espace_factures.core.money import francs
from espace_factures.core.words import counted, sentence
from espace_factures.demandes.rules import SERIES
from espace_factures.demandes.service import kinds
from espace_factures.habilitations.rules import Status as Asked
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.awaiting.rules import SHOWN, Waiting, Waits
from espace_factures.ribs import rules as ribs_rules

NAMES: Final = {
    Waits.SUSPENDED: ("facture suspendue", "factures suspendues"),
    Waits.REFUSED: ("RIB refusé", "RIB refusés"),
    Waits.RIB_TO_CHOOSE: ("RIB à choisir", "RIB à choisir"),
    Waits.RIB_TO_ADD: ("RIB à ajouter", "RIB à ajouter"),
    Waits.HABILITATION: ("habilitation", "habilitations"),
    Waits.INVITATION: ("invitation", "invitations"),
    Waits.MESSAGE: ("message non lu", "messages non lus"),
}
LISTS: Final = {
    Waits.SUSPENDED: routes.with_query(routes.TRACKING, statut="a-completer"),
    Waits.REFUSED: routes.RIBS,
    Waits.RIB_TO_CHOOSE: routes.TRACKING,
    Waits.RIB_TO_ADD: routes.RIBS,
    Waits.HABILITATION: routes.ESTABLISHMENTS,
    Waits.INVITATION: routes.ESTABLISHMENTS,
    Waits.MESSAGE: f"{routes.DEMANDES}?non-lues=on",
}
"""Where all of a kind are."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits for the person."""

    what: str
    why: str
    amount: str
    gesture: str
    href: str
    label: str
    """The gesture and what it is about, for readers."""


@dataclass(frozen=True, slots=True)
class Others:
    """What is past the rows."""

    link: str = ""
    """« et 2 autres »."""
    href: str = ""
    words: str = ""
    """What they are."""


def waiting_count(waiting: Sequence[Waiting]) -> int:
    """All that waits."""
    return sum(_totals(waiting).values())


def waiting_rows(waiting: Sequence[Waiting], now: datetime) -> list[WaitingRow]:
    """The first ones."""
    return [_row(one, now) for one in waiting[:SHOWN]]


def waiting_basis(waiting: Sequence[Waiting]) -> str:
    """« dont 3 factures suspendues »."""
    totals = _totals(waiting)
    if not totals:
        return "rien à faire"
    kind, count = next(iter(totals.items()))
    words = counted(count, *NAMES[kind])
    return words if len(totals) == 1 else f"dont {words}"


def others_of(waiting: Sequence[Waiting]) -> Others:
    """« et 2 autres : une facture suspendue, un message non lu »."""
    left = _totals(waiting) - Counter(one.kind for one in waiting[:SHOWN])
    count = sum(left.values())
    if not count:
        return Others()
    words = ", ".join(counted(many, *NAMES[kind]) for kind, many in left.items())
    return Others(f"et {counted(count, 'autre')}", LISTS[next(iter(left))], f" : {words}")


def _totals(waiting: Sequence[Waiting]) -> Counter[Waits]:
    return Counter({one.kind: one.total for one in waiting})


def _row(one: Waiting, now: datetime) -> WaitingRow:
    what, why, gesture, href = WORDS[one.kind](one, short_date(noumea_date(one.since)), now)
    amount = "" if one.amount is None else francs(one.amount)
    return WaitingRow(what, why, amount, gesture, href, f"{gesture} : {what}")


def _suspended(one: Waiting, _since: str, now: datetime) -> tuple[str, str, str, str]:
    days = days_between(noumea_date(one.since), noumea_date(now))
    stopped = f"Délai arrêté depuis {counted(days, 'jour')}." if days else "Délai arrêté aujourd’hui."
    why = sentence(invoices_rules.LIFE.explain(one.code, one.comment, one.reason))
    href = routes.with_query(routes.INVOICE, ref=one.reference)
    return f"Facture {one.name}", f"{why} {stopped}".strip(), "Compléter", href


def _refused(one: Waiting, since: str, _now: datetime) -> tuple[str, str, str, str]:
    why = ribs_rules.LIFE.explain(one.code, one.comment, one.reason)
    return f"RIB {one.name}", f"Refusé le {since} : {why}.", "Corriger le RIB", routes.RIBS


def _to_choose(one: Waiting, since: str, _now: datetime) -> tuple[str, str, str, str]:
    href = routes.with_query(routes.INVOICE, ref=one.reference)
    return _without_rib(one), _unpaid(one, since), "Choisir le RIB", href


def _to_add(one: Waiting, since: str, _now: datetime) -> tuple[str, str, str, str]:
    return _without_rib(one), _unpaid(one, since), "Ajouter un RIB", routes.RIBS


def _without_rib(one: Waiting) -> str:
    return f"{counted(one.invoices, 'facture')} sans RIB"


def _unpaid(one: Waiting, since: str) -> str:
    depuis = f"déposée le {since}" if one.invoices == 1 else f"la première déposée le {since}"
    return f"{one.name}, {depuis} : sans RIB valable, rien ne peut être payé."


def _habilitation(one: Waiting, since: str, _now: datetime) -> tuple[str, str, str, str]:
    href = routes.with_query(routes.HABILITATION_FOLLOW, ref=one.reference)
    if one.code == Asked.REFUSED:
        return f"Habilitation pour {one.name}", f"Refusée le {since}.", "Lire le motif", href
    return f"Habilitation pour {one.name}", f"Un agent demande un complément depuis le {since}.", "Compléter", href


def _invitation(one: Waiting, since: str, _now: datetime) -> tuple[str, str, str, str]:
    return (
        f"Invitation de {one.name}",
        f"Reçue le {since} : acceptez-la ou refusez-la.",
        "Répondre",
        routes.ESTABLISHMENTS,
    )


def _message(one: Waiting, since: str, _now: datetime) -> tuple[str, str, str, str]:
    kind = next(kind for kind, series in SERIES.items() if one.reference.startswith(series))
    return one.name, f"Un agent vous a écrit le {since}.", "Lire", kinds.page_of(kind, one.reference)


WORDS: Final = {
    Waits.SUSPENDED: _suspended,
    Waits.REFUSED: _refused,
    Waits.RIB_TO_CHOOSE: _to_choose,
    Waits.RIB_TO_ADD: _to_add,
    Waits.HABILITATION: _habilitation,
    Waits.INVITATION: _invitation,
    Waits.MESSAGE: _message,
}
