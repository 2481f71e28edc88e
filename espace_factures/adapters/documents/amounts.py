"""The amounts of an invoice in XML, those of its own currency: the norm lets some be repeated in another one."""

from collections.abc import Iterator
from decimal import Decimal

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from espace_factures.adapters.documents.facts import TaxLine
from espace_factures.adapters.documents.values import parse_currency, parse_decimal
from espace_factures.adapters.documents.vocabulary import Vocabulary
from espace_factures.core import tgc


def stated(root: etree._Element, paths: tuple[str, ...]) -> bool:
    """The document gives something under these paths, readable or not."""
    return any((element.text or "").strip() for path in paths for element in root.findall(path))


def read_amount(root: etree._Element, paths: tuple[str, ...], currency: str | None) -> Decimal | None:
    """The first amount in the currency, paths in order; None when there is none or when it is no number."""
    found = (element for path in paths for element in root.findall(path))
    texts = (element.text for element in found if _is_in(element, currency) and (element.text or "").strip())
    return parse_decimal(next(texts, None))


def read_taxes(
    root: etree._Element, terms: Vocabulary, currency: str | None
) -> tuple[tuple[TaxLine, ...], frozenset[str]]:
    """The breakdown by rate, the lines without an amount left out; and the fields of what cannot be read."""
    lines, unreadable = [], set[str]()
    for element in _lines(root, terms, currency):
        amount = parse_decimal(element.findtext(terms.tax_amount))
        rate = parse_decimal(element.findtext(terms.tax_rate) or "0")
        if amount is not None and rate is not None:
            lines.append(TaxLine(rate, parse_decimal(element.findtext(terms.tax_base)), amount))
        elif stated(element, (terms.tax_amount,)):
            unreadable.add(tgc.field_of(rate) if rate else "document")
    return tuple(lines), frozenset(unreadable)


def _lines(root: etree._Element, terms: Vocabulary, currency: str | None) -> Iterator[etree._Element]:
    """The lines of tax whose group and whose own amount are in the currency."""
    for group in root.findall(terms.tax_group):
        if _is_in(group.find(terms.tax_amount), currency):
            for line in group.findall(terms.tax_line):
                if _is_in(line.find(terms.tax_amount), currency):
                    yield line


def _is_in(amount: etree._Element | None, currency: str | None) -> bool:
    """The amount names this currency, or none."""
    named = None if amount is None else parse_currency(amount.get("currencyID"))
    return named is None or named == currency
