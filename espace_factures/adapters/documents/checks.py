"""What does not hold together in an invoice's own figures; every check answers with findings, none refuses."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from espace_factures.adapters.documents import findings
from espace_factures.adapters.documents.facts import Facts, TaxLine
from espace_factures.adapters.documents.values import XPF, is_iban, whole_francs
from espace_factures.core.documents import Finding
from espace_factures.core.tgc import plain

ROUNDING = Decimal(1)
"""The Territory's rounding text is unknown: a franc per rate is let through, as EN 16931 does (BR-CO-17)."""


def check(facts: Facts) -> tuple[Finding, ...]:
    """Everything to say of the invoice, in the order of the form."""
    return tuple(finding for one_check in CHECKS for finding in one_check(facts))


def _nature(facts: Facts) -> Iterator[Finding]:
    if facts.is_credit_note:
        yield findings.credit_note()


def _missing(facts: Facts) -> Iterator[Finding]:
    if facts.number is None:
        yield findings.missing_number()
    if "issued_on" in facts.unreadable:
        yield findings.unreadable_date()
    elif facts.issued_on is None:
        yield findings.missing_date()


def _currency(facts: Facts) -> Iterator[Finding]:
    if facts.currency != XPF:
        yield findings.other_currency(facts.currency)
        return
    totals = {"total_ht": facts.total_ht, "total_ttc": facts.total_ttc}
    for field, amount in totals.items():
        if amount is None:
            yield findings.unreadable_total(field) if field in facts.unreadable else findings.missing_total(field)
    if any(amount is not None and whole_francs(amount) is None for amount in totals.values()):
        yield findings.not_whole()


def _unread_taxes(facts: Facts) -> Iterator[Finding]:
    if facts.currency == XPF:
        for field in sorted(facts.unreadable - {"issued_on", "total_ht", "total_ttc"}):
            yield findings.unreadable_tax(field)


def _sum(facts: Facts) -> Iterator[Finding]:
    """HT + tax = TTC, to the franc."""
    tax = facts.total_tax
    if tax is None and facts.tax_lines:
        tax = sum((line.amount for line in facts.tax_lines), Decimal())
    if facts.total_ht is None or facts.total_ttc is None or tax is None:
        return
    if facts.total_ht + tax != facts.total_ttc:
        yield findings.wrong_total(facts.total_ht + tax, facts.total_ttc, facts.currency)


def _breakdown(facts: Facts) -> Iterator[Finding]:
    """The tax of all rates is the invoice's tax, to the franc."""
    broken_down = sum((line.amount for line in facts.tax_lines), Decimal())
    if facts.tax_lines and facts.total_tax is not None and broken_down != facts.total_tax:
        yield findings.wrong_tax_total(broken_down, facts.total_tax, facts.currency)


def _taxes(facts: Facts) -> Iterator[Finding]:
    """The tax of each rate is that share of its base; whether the rate exists depends on the date (the pre-check)."""
    for line in facts.tax_lines:
        if line.base is not None and abs(_due(line, line.base) - line.amount) > ROUNDING:
            yield findings.wrong_tax(line.field, plain(line.rate), _due(line, line.base), line.amount, facts.currency)


def _due(line: TaxLine, base: Decimal) -> Decimal:
    """The tax on the base, unrounded."""
    return base * line.rate / 100


def _accounts(facts: Facts) -> Iterator[Finding]:
    if facts.accounts and not is_iban(facts.accounts[0]):
        yield findings.wrong_iban()
    if len(facts.accounts) > 1:
        yield findings.several_accounts()


CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    _nature,
    _missing,
    _currency,
    _unread_taxes,
    _sum,
    _breakdown,
    _taxes,
    _accounts,
)
