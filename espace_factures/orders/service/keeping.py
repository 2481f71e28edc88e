"""A bon de commande is closed, and opened again: nobody deposits on a closed one."""

from typing import Final

from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError, StaleError
from espace_factures.core.ports import Inside
from espace_factures.orders import repository
from espace_factures.orders.forms import Reason
from espace_factures.orders.models import OrderEvent
from espace_factures.orders.service.listing import UNKNOWN

ACTIONS: Final = {False: Action.ORDER_CLOSED, True: Action.ORDER_REOPENED}


def close(uow: UnitOfWork, ports: Inside, actor: Actor, number: str, form: Reason) -> None:
    """Take no more invoices on it; those that were deposited go on."""
    _turn(uow, ports, actor, number, form, is_open=False)


def reopen(uow: UnitOfWork, ports: Inside, actor: Actor, number: str, form: Reason) -> None:
    """Take invoices again."""
    _turn(uow, ports, actor, number, form, is_open=True)


def _turn(uow: UnitOfWork, ports: Inside, actor: Actor, number: str, form: Reason, *, is_open: bool) -> None:
    actor.require(Permission.ORDER_KEEP)
    found = repository.find(uow.session, actor, number, lock=True)
    if found is None:
        raise NotFoundError(UNKNOWN)
    order = found.order
    if order.is_open is is_open:
        raise StaleError
    order.is_open = is_open
    event = OrderEvent(
        order_id=order.id, at=ports.clock.now(), account_id=actor.account_id, is_open=is_open, reason=form.why
    )
    uow.session.add(event)
    audit_service.record(uow, ports, actor, ACTIONS[is_open], f"order:{order.id}", number=number)
    uow.notify(topics.orders())
