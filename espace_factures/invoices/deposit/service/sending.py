"""« Envoyer les N conformes »: every draft that needs nobody's eyes leaves, each by itself."""

import contextlib
from dataclasses import dataclass

from espace_factures.app.forms import parse
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Inside
from espace_factures.invoices.deposit import repository
from espace_factures.invoices.deposit.forms import Deposit
from espace_factures.invoices.deposit.service import deposits, drafts
from espace_factures.invoices.deposit.service.judging import Standing


@dataclass(frozen=True, slots=True)
class Sent:
    """The references of the invoices that left, and how many drafts turned out to need a look."""

    references: list[str]
    kept: int


async def send_ready(actor: Actor) -> Sent:
    """Send what is ready, one transaction each: what one is refused does not hold the others."""
    references: list[str] = []
    wanted = await read(ready, actor)
    for public_id in wanted:
        with contextlib.suppress(DomainError):
            references += await run(send_one, actor, public_id)
    return Sent(references, len(wanted) - len(references))


def ready(uow: Reading, _ports: Inside, actor: Actor) -> list[str]:
    """The drafts whose last verdict asks for nothing."""
    actor.require(Permission.INVOICE_DEPOSIT)
    mine = repository.open_drafts(uow.session, actor)
    return [draft.public_id for draft, _ in mine if draft.verdict.get("standing") == Standing.READ]


def send_one(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str) -> list[str]:
    """The reference of the invoice, unless the draft, looked at again, needs eyes; a sent one has left already."""
    draft = drafts.own_open_draft(uow, actor, public_id)
    drafts.look_again(uow, ports, draft, drafts.place_of(uow, draft))
    if draft.verdict.get("standing") != Standing.READ:
        return []
    return [deposits.deposit_invoice(uow, ports, actor, public_id, parse(Deposit, draft.values))]
