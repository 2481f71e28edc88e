"""Wrong codes have a budget: of an account, of a network, and of everybody together, past which an alarm rings."""

from typing import Final

import structlog

from espace_factures.app import limits
from espace_factures.app.limits import LOCKED_HERE, Limit, Memory
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.errors import Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import messages
from espace_factures.notifications.service import outbox

EVERYBODY: Final = "all"
UNDER_ATTACK: Final = 5
"""Wrong codes that a network may type in an hour while the budget of everybody is spent."""
SPENT: Final = Refusal("network-locked", LOCKED_HERE)
log = structlog.get_logger()


def is_spent(uow: Reading, ports: Inside, address: str) -> bool:
    """Whether no code from this network is weighed any more."""
    is_attack = limits.is_full(uow, ports, Limit.WRONG_CODES, EVERYBODY)
    most = UNDER_ATTACK if is_attack else None
    return limits.is_full(uow, ports, Limit.WRONG_CODES_FROM, address, most=most)


def count_wrong(uow: UnitOfWork, ports: Inside, address: str) -> None:
    """One more wrong code, of its network and of everybody."""
    limits.count(uow, ports, Limit.WRONG_CODES_FROM, address)
    counted = limits.count(uow, ports, Limit.WRONG_CODES, EVERYBODY)
    if counted.is_over and limits.once(uow, ports, Memory.ALARM, "codes"):
        _ring(uow, ports, counted.hits)


def _ring(uow: UnitOfWork, ports: Inside, hits: int) -> None:
    log.warning("codes.alarm", wrong_in_an_hour=hits)
    audit_service.record(uow, ports, None, Action.CODES_ALARM, "portal", wrong_in_an_hour=hits)
    if ports.settings.audit_mail:
        outbox.mail(uow, ports, ports.settings.audit_mail, messages.wrong_codes(hits, ports.clock.now()))
