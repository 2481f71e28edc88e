"""What the rules of the pre-check look at: a draft as it stands, with all that it is held against, asked once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from espace_factures.app.reading import Reading
from espace_factures.core import tgc
from espace_factures.core.calendar import noumea_date, parse_date
from espace_factures.core.money import parse_francs
from espace_factures.core.ports import Inside
from espace_factures.documents.models import Document
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.deposit import repository
from espace_factures.invoices.deposit.rules import Amounts
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.invoices.rules import Nature
from espace_factures.orders import repository as orders_repository
from espace_factures.orders.models import Order
from espace_factures.organisation.service import parameters

NO = frozenset({"", "false", "False"})
"""What an unticked box is kept as."""


@dataclass(frozen=True, slots=True)
class Look:
    """A draft, its document, and the établissement and bon de commande that it names; `rates` are those of its date."""

    draft: InvoiceDraft
    document: Document
    place: Establishment | None
    order: Order | None
    rates: Sequence[Decimal]
    now: datetime
    corrected: Invoice | None = None
    """What a credit note corrects, once it is named."""
    sent_as: int = 0
    """The invoice it became, when that one is corrected: it is no twin of itself."""

    @property
    def today(self) -> date:
        """Today in Nouméa."""
        return noumea_date(self.now)

    def typed(self, name: str) -> str:
        """What stands in a field now."""
        return self.draft.values.get(name, "")

    @property
    def issued_on(self) -> date | None:
        """The date of the invoice, once it is one."""
        try:
            return parse_date(self.typed("issued_on"))
        except ValueError:
            return None

    @property
    def total_ttc(self) -> int | None:
        """What is to be paid, once it is an amount."""
        return amount(self.typed("total_ttc"))

    @property
    def amounts(self) -> Amounts | None:
        """The amounts together, once both totals are there and each is one."""
        ht, ttc = amount(self.typed("total_ht")), self.total_ttc
        written = {name: value for name, value in self.draft.values.items() if value and tgc.rate_of(name)}
        taxes = {tgc.rate_of(name): amount(value) for name, value in written.items()}
        if ht is None or ttc is None or None in taxes.values():
            return None
        return Amounts(ht, {rate: tax for rate, tax in taxes.items() if rate is not None and tax is not None}, ttc)


def look_at(uow: Reading, ports: Inside, draft: InvoiceDraft, place: Establishment | None, *, sent_as: int = 0) -> Look:
    """All that the pre-check of a draft needs."""
    now = ports.clock.now()
    number = "" if draft.values.get("no_order", "") not in NO else draft.values.get("order", "")
    look = Look(
        draft=draft,
        document=repository.draft_document(uow.session, draft),
        place=place,
        order=orders_repository.order_of(uow.session, number, place.id) if number and place else None,
        rates=(),
        now=now,
        corrected=_corrected(uow, draft, place),
        sent_as=sent_as,
    )
    return replace(look, rates=parameters.at(uow.session, now).rates_on(look.issued_on or look.today))


def is_credit_note(draft: InvoiceDraft) -> bool:
    """Whether it is to be subtracted from an invoice."""
    return draft.values.get("nature") == Nature.CREDIT


def _corrected(uow: Reading, draft: InvoiceDraft, place: Establishment | None) -> Invoice | None:
    named = draft.values.get("corrects", "")
    if place is None or not named or not is_credit_note(draft):
        return None
    return repository.of_place(uow.session, place.id, named)


def amount(typed: str) -> int | None:
    """What the deposit will read there; None while it is not an amount."""
    try:
        return parse_francs(typed)
    except ValueError:
        return None
