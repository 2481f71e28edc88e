"""One bon de commande: what is left of it, who consumed it, closing and opening it again."""

from typing import Any

import reflex as rx

from espace_factures.administration.presenter.orders import OrderView, order_view
from espace_factures.administration.service import orders
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.orders.forms import Reason
from espace_factures.orders.service import keeping
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value


class OrderState(Feedback, rx.State):
    """The bon de commande of the address; `is_asked` when the form that closes it, or opens it again, is open."""

    is_loaded: bool = False
    keeps: bool = False
    view: OrderView = OrderView()
    is_asked: bool = False
    notice: str = ""

    @rx.event
    @secured(orders.READ, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again; an open form stays, unless it was about another one."""
        number = query_value(self, "numero")
        if number != self.view.number:
            self.reset()
        found = await live.follow(self, OrderState.load, lambda: read(orders.consumed, actor, number), topics.orders())
        self.keeps = actor.can(orders.KEEP)
        self.view, self.is_loaded = order_view(found), True

    @rx.event
    @secured(orders.KEEP)
    async def ask(self, is_asked: bool) -> None:
        """Open the form, or close it with nothing."""
        self.is_asked, self.notice = is_asked, ""

    @rx.event
    @secured(orders.KEEP)
    async def close(self, actor: Actor, form: dict[str, str]) -> Any:
        """Take no more invoices on it."""
        await run(keeping.close, actor, self.view.number, parse(Reason, form))
        return self._said("Le bon de commande est clos : plus aucune facture ne s’y dépose.")

    @rx.event
    @secured(orders.KEEP)
    async def reopen(self, actor: Actor, form: dict[str, str]) -> Any:
        """Take invoices again."""
        await run(keeping.reopen, actor, self.view.number, parse(Reason, form))
        return self._said("Le bon de commande est rouvert.")

    def _said(self, notice: str) -> Any:
        self.notice, self.is_asked = notice, False
        return OrderState.load
