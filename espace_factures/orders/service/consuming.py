"""What invoices use of a bon de commande."""

from espace_factures.app.uow import UnitOfWork
from espace_factures.orders import repository


def consume(uow: UnitOfWork, order_id: int, amount: int) -> None:
    """An invoice of `amount` francs is deposited on the bon de commande."""
    repository.add_invoiced(uow.session, order_id, amount)


def release(uow: UnitOfWork, order_id: int, amount: int) -> None:
    """Such an invoice is rejected or withdrawn: its amount may be invoiced again."""
    repository.add_invoiced(uow.session, order_id, -amount)
