"""What the Province sets: each value with since when and by whom, and what it will be; changed from a day on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from espace_factures.administration.forms import BankTyped, Changed, RateEnded, RateTyped
from espace_factures.administration.service import seeing
from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service import recent
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import ParameterValue, TgcRateRow
from espace_factures.organisation.service import changing, rates
from espace_factures.ribs import repository as ribs_repository
from espace_factures.ribs.models import Bank


@dataclass(frozen=True, slots=True)
class House:
    """Everything that is set, the names of who set it, and the present instant."""

    values: Sequence[ParameterValue]
    rates: Sequence[TgcRateRow]
    banks: Sequence[Bank]
    names: dict[int, str]
    now: datetime


def listed(uow: Reading, ports: Inside, actor: Actor) -> House:
    """What is in force, what will be, and what was."""
    actor.require(seeing.RIGHT)
    values = organisation_repository.value_rows(uow.session)
    tgc = organisation_repository.rate_rows(uow.session)
    banks = ribs_repository.banks(uow.session)
    people = {row.set_by for row in [*values, *tgc, *banks] if row.set_by is not None}
    names = identity_repository.names(uow.session, sorted(people))
    return House(values, tgc, banks, names, ports.clock.now())


def change(uow: UnitOfWork, ports: Inside, actor: Actor, name: str, form: Changed) -> changing.Change:
    """Give a parameter another value; raises FormError."""
    _begin(uow, ports, actor)
    return _by_field(lambda: changing.set_parameter(uow, ports, name, form.value, form.day, form.text, by=actor), "day")


def add_rate(uow: UnitOfWork, ports: Inside, actor: Actor, form: RateTyped) -> None:
    """A TGC rate begins; raises FormError."""
    _begin(uow, ports, actor)
    _by_field(lambda: rates.add(uow, ports, form.rate, form.rate_day, by=actor), "rate_day")


def end_rate(uow: UnitOfWork, ports: Inside, actor: Actor, form: RateEnded) -> None:
    """A TGC rate has its last day, or never begins; raises FormError."""
    _begin(uow, ports, actor)
    _by_field(lambda: rates.end(uow, ports, form.rate, form.end_day, by=actor), "end_day")


def keep_bank(uow: UnitOfWork, ports: Inside, actor: Actor, form: BankTyped) -> None:
    """Add a bank, or give the one of this code another name or BIC."""
    _begin(uow, ports, actor)
    row = ribs_repository.bank(uow.session, form.bank)
    now = ports.clock.now()
    bank = row or Bank(code=form.bank, name=form.bank_name, set_at=now)
    bank.name, bank.bic, bank.set_by, bank.set_at = form.bank_name, form.bic, actor.account_id, now
    uow.session.add(bank)
    audit_service.record(uow, ports, actor, Action.BANK_KEPT, f"bank:{form.bank}", name=form.bank_name, bic=form.bic)
    uow.notify(topics.parameters())


def remove_bank(uow: UnitOfWork, ports: Inside, actor: Actor, code: str) -> None:
    """Take a bank out of the list: its RIBs stay, and new ones are accepted with a warning."""
    _begin(uow, ports, actor)
    row = ribs_repository.bank(uow.session, code)
    if row is None:
        raise NotFoundError("Cette banque est introuvable.")
    uow.session.delete(row)
    audit_service.record(uow, ports, actor, Action.BANK_REMOVED, f"bank:{code}", name=row.name)
    uow.notify(topics.parameters())


def _begin(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    actor.require(seeing.RIGHT)
    recent.require(uow, ports, actor)


def _by_field(act: Callable[[], Any], day: str) -> Any:
    """A refusal stands by what it is about."""
    try:
        return act()
    except DomainError as refused:
        topic = refused.code.partition("-")[0]
        is_day = topic == "date" or refused.code in {"rate-too-early", "rate-end-too-early", "rate-last"}
        field = day if is_day else {"rate": "rate"}.get(topic, "value")
        raise FormError({field: refused.sentence}) from None
