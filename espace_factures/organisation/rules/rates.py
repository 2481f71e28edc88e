"""When a TGC rate may begin and end: twice at once never, and some rate every day."""

from collections.abc import Collection
from datetime import date, timedelta

from espace_factures.core import tgc
from espace_factures.core.calendar import long_date
from espace_factures.core.errors import DomainError
from espace_factures.organisation.rules.parameters import TgcRate


def refuse_start(wanted: TgcRate, known: Collection[TgcRate]) -> None:
    """Refuse a rate that is known already from its first day on, or that is older than the TGC."""
    first = min(rate.valid_from for rate in known)
    if wanted.valid_from < first:
        raise DomainError(f"La TGC commence le {long_date(first)} : donnez une date qui suit.", "rate-too-early")
    for rate in known:
        if rate.rate == wanted.rate and not has_ended(rate, wanted.valid_from):
            started = f"commence le {long_date(rate.valid_from)}"
            raise DomainError(f"{tgc.label(rate.rate)} {started} : il est déjà enregistré.", "rate-known")


def refuse_end(ended: TgcRate, known: Collection[TgcRate]) -> None:
    """Refuse a last day before the first, and one that leaves invoices without any rate."""
    last = ended.valid_until or date.max
    if last < ended.valid_from:
        started = f"{tgc.label(ended.rate)} est en vigueur depuis le {long_date(ended.valid_from)}"
        raise DomainError(f"{started} : donnez une date qui suit.", "rate-end-too-early")
    next_day = last + timedelta(days=1)
    if not [rate for rate in known if rate.rate != ended.rate and rate.holds_on(next_day)]:
        raise DomainError(f"Il ne resterait aucun taux le {long_date(next_day)} : ajoutez-en un avant.", "rate-last")


def lasting(percent: TgcRate, known: Collection[TgcRate]) -> TgcRate:
    """The rate of that percentage which has not ended on that day; raises DomainError when there is none."""
    found = [rate for rate in known if rate.rate == percent.rate and not has_ended(rate, percent.valid_from)]
    if not found:
        sentence = f"{tgc.label(percent.rate)} n’est pas en vigueur, et ne le sera pas : vérifiez le taux."
        raise DomainError(sentence, "rate-unknown")
    return found[0]


def has_ended(rate: TgcRate, day: date) -> bool:
    """Whether the rate's last day is before."""
    return rate.valid_until is not None and rate.valid_until < day
