"""A TGC rate begins, or ends; an invoice keeps the rates of its date."""

from dataclasses import replace

from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core import tgc
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date
from espace_factures.core.ports import Inside
from espace_factures.organisation import repository
from espace_factures.organisation.models import TgcRateRow
from espace_factures.organisation.rules import ranges, rates
from espace_factures.organisation.rules.parameters import TgcRate


def add(uow: UnitOfWork, ports: Inside, percent: str, day: str, *, by: Actor | None = None) -> TgcRate:
    """A rate in force from a day on, today unless told; raises DomainError."""
    now = ports.clock.now()
    wanted = TgcRate(ranges.rate_of(percent), ranges.day_of(day, noumea_date(now)))
    repository.lock_rates(uow.session)
    rates.refuse_start(wanted, repository.settled_parameters(uow.session).rates)
    who = by.account_id if by else None
    uow.session.add(TgcRateRow(rate=wanted.rate, valid_from=wanted.valid_from, set_by=who, set_at=now))
    _record(uow, ports, by, Action.RATE_ADDED, wanted)
    return wanted


def end(uow: UnitOfWork, ports: Inside, percent: str, day: str, *, by: Actor | None = None) -> TgcRate | None:
    """Give a rate its last day, today unless told; none is left of one that had not begun. Raises DomainError."""
    today = noumea_date(ports.clock.now())
    last_day = ranges.day_of(day, today)
    repository.lock_rates(uow.session)
    known = repository.settled_parameters(uow.session).rates
    rate = rates.lasting(TgcRate(ranges.rate_of(percent), today), known)
    row = repository.rate_row(uow.session, rate)
    if rate.valid_from > today:
        uow.session.delete(row)
        _record(uow, ports, by, Action.RATE_WITHDRAWN, rate)
        return None
    ended = replace(rate, valid_until=last_day)
    rates.refuse_end(ended, known)
    row.valid_until = last_day
    _record(uow, ports, by, Action.RATE_ENDED, ended)
    return ended


def _record(uow: UnitOfWork, ports: Inside, by: Actor | None, action: Action, rate: TgcRate) -> None:
    days = {"from": str(rate.valid_from), "until": str(rate.valid_until or "")}
    uow.notify(topics.parameters())
    audit_service.record(uow, ports, by, action, f"tgc-rate:{tgc.plain(rate.rate)}", **days)
