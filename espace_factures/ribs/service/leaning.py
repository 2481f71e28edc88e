"""What leans on a RIB and must know when it goes: the invoices, which wiring introduces."""

from collections.abc import Callable
from dataclasses import dataclass

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.ribs.models import Rib

Lost = Callable[[UnitOfWork, Inside, Actor, Rib, Rib | None], int]


@dataclass(slots=True)
class Payments:
    """The one of this process."""

    known: Lost | None = None

    def lose(self, uow: UnitOfWork, ports: Inside, actor: Actor, rib: Rib, following: Rib | None = None) -> int:
        """Before a RIB is retired or frozen: what is unpaid on it goes to the `following` one, or waits for another.

        Called before anything is written on the RIB itself: a decision on an invoice locks the invoice first. Returns
        how many invoices are concerned.
        """
        assert self.known is not None
        return self.known(uow, ports, actor, rib, following)


payments = Payments()
