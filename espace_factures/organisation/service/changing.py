"""A parameter takes another value, now or from a day to come; the past stays as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.organisation import repository
from espace_factures.organisation.rules import ranges
from espace_factures.organisation.rules.parameters import Value, in_force


@dataclass(frozen=True, slots=True)
class Change:
    """What a parameter was to be from an instant, what it will be, and the values that come after."""

    before: Value
    after: Value
    coming: Sequence[Value]

    @property
    def is_new(self) -> bool:
        """Whether something changed."""
        return self.after is not self.before


def set_parameter(
    uow: UnitOfWork, ports: Inside, name: str, value: str, day: str, text: str, *, by: Actor | None = None
) -> Change:
    """Give a parameter a value; its rule stays the one in force unless `text` says another."""
    parameter, now = ranges.named(name), ports.clock.now()
    wanted, start = ranges.value_of(parameter, value), ranges.instant_of(day, now)
    known = repository.settled_parameters(uow.session).values
    before = in_force(known, parameter, start)
    coming = [other for other in known if other.parameter == parameter and other.valid_from > start]
    after = replace(before, value=wanted, valid_from=start, text=" ".join(text.split()) or before.text)
    if (before.value, before.text) == (after.value, after.text):
        return Change(before, before, coming)
    repository.put_value(uow.session, after, now, by.account_id if by else None)
    uow.notify(topics.parameters())
    details = {"value": wanted, "before": before.value, "from": start.isoformat(), "text": after.text}
    audit_service.record(uow, ports, by, Action.PARAMETER_SET, f"parameter:{parameter}", **details)
    return Change(before, after, coming)
