"""What an invoice states, exactly as it states it, before the portal's own rules."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from espace_factures.adapters.documents.values import XPF, whole_francs
from espace_factures.core.documents import DocumentKind, Finding, ReadInvoice
from espace_factures.core.tgc import field_of, plain


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One rate of the breakdown: rate in percent, base and amount in the invoice's currency."""

    rate: Decimal
    base: Decimal | None
    amount: Decimal

    @property
    def field(self) -> str:
        """The deposit's field for this rate; exempt operations have none."""
        return field_of(self.rate) if self.rate else "document"


@dataclass(frozen=True, slots=True)
class Facts:
    """The terms of an invoice in XML; amounts in its own currency."""

    number: str | None
    issued_on: date | None
    currency: str | None
    is_credit_note: bool
    total_ht: Decimal | None
    total_tax: Decimal | None
    total_ttc: Decimal | None
    tax_lines: tuple[TaxLine, ...]
    accounts: tuple[str, ...]
    order_number: str | None
    seller_name: str | None
    seller_ridet: str | None
    unreadable: frozenset[str] = frozenset()
    """The fields of the deposit that the document gives in a form that cannot be read."""

    def describe(self, kind: DocumentKind, media_type: str, pages: int, findings: tuple[Finding, ...]) -> ReadInvoice:
        """The invoice in the portal's terms: whole francs, or no amount."""
        return ReadInvoice(
            kind=kind,
            media_type=media_type,
            pages=pages,
            number=self.number,
            issued_on=self.issued_on,
            currency=self.currency,
            is_credit_note=self.is_credit_note,
            total_ht=self._francs(self.total_ht),
            total_ttc=self._francs(self.total_ttc),
            taxes=self._taxes(),
            iban=self.accounts[0] if self.accounts else None,
            order_number=self.order_number,
            seller_name=self.seller_name,
            seller_ridet=self.seller_ridet,
            source="xml",
            findings=findings,
        )

    def _francs(self, amount: Decimal | None) -> int | None:
        """The amount in whole francs; none in any other currency."""
        return whole_francs(amount) if self.currency == XPF else None

    def _taxes(self) -> tuple[tuple[str, int], ...]:
        """The tax of each rate, categories of a same rate together; exempt lines are no tax."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for line in self.tax_lines:
            if line.rate or line.amount:
                sums[plain(line.rate)] += line.amount
        amounts = ((rate, self._francs(amount)) for rate, amount in sums.items())
        return tuple((rate, amount) for rate, amount in amounts if amount is not None)
