"""An invoice in XML, CII or UBL, read into the portal's terms with what is to be said of it."""

from decimal import Decimal

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from espace_factures.adapters.documents import checks
from espace_factures.adapters.documents.amounts import read_amount, read_taxes, stated
from espace_factures.adapters.documents.envelope import parse_invoice
from espace_factures.adapters.documents.facts import Facts
from espace_factures.adapters.documents.schema import check_schema
from espace_factures.adapters.documents.sniff import MEDIA_TYPES, Form
from espace_factures.adapters.documents.values import (
    NAME_LENGTH,
    parse_account,
    parse_currency,
    parse_date,
    parse_ridet,
    parse_text,
)
from espace_factures.adapters.documents.vocabulary import CREDIT_NOTE_ROOT, ROOTS, Vocabulary
from espace_factures.core.documents import DocumentKind, ReadInvoice

# UNTDID 1001, the codes that EN 16931 holds for credit notes (BR-CL-01); 384 corrects an invoice and is one.
CREDIT_NOTES = {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"}


def read_xml(content: bytes) -> ReadInvoice:
    """An XML document dropped as such; raises RefusedError."""
    root = parse_invoice(content)
    return _describe(root, ROOTS[str(root.tag)].kind, MEDIA_TYPES[Form.XML], 0)


def read_embedded(content: bytes, media_type: str, pages: int) -> ReadInvoice:
    """The XML that a PDF carries; raises RefusedError."""
    return _describe(parse_invoice(content), DocumentKind.FACTURX, media_type, pages)


def _describe(root: etree._Element, kind: DocumentKind, media_type: str, pages: int) -> ReadInvoice:
    """The invoice with the findings of the schema and of the checks."""
    facts = read_facts(root)
    findings = (*check_schema(root), *checks.check(facts))
    return facts.describe(kind, media_type, pages, findings)


def read_facts(root: etree._Element) -> Facts:
    """The terms that the invoice's element holds."""
    terms = ROOTS[str(root.tag)]
    currency = parse_currency(_first(root, terms.currency))
    issued_on = parse_date(_first(root, terms.issued_on))
    total_ht, total_ttc = (read_amount(root, paths, currency) for paths in (terms.total_ht, terms.total_ttc))
    taxes, unread_taxes = read_taxes(root, terms, currency)
    read = {"issued_on": issued_on, "total_ht": total_ht, "total_ttc": total_ttc}
    unread = {name for name, value in read.items() if value is None and stated(root, getattr(terms, name))}
    return Facts(
        number=parse_text(_first(root, terms.number)),
        issued_on=issued_on,
        currency=currency,
        is_credit_note=_is_credit_note(root, terms, total_ttc),
        total_ht=total_ht,
        total_tax=read_amount(root, terms.total_tax, currency),
        total_ttc=total_ttc,
        tax_lines=taxes,
        accounts=_accounts(root, terms),
        order_number=parse_text(_first(root, terms.order_number)),
        seller_name=parse_text(_first(root, terms.seller_name), NAME_LENGTH),
        seller_ridet=parse_ridet(_first(root, terms.seller_ridet)),
        unreadable=unread_taxes | unread,
    )


def _is_credit_note(root: etree._Element, terms: Vocabulary, total_ttc: Decimal | None) -> bool:
    """The document gives money back: it says so, or its total is below zero."""
    code = (_first(root, terms.type_code) or "").strip()
    return root.tag == CREDIT_NOTE_ROOT or code in CREDIT_NOTES or (total_ttc is not None and total_ttc < 0)


def _first(root: etree._Element, paths: tuple[str, ...]) -> str | None:
    """The text of the first element found, paths in order."""
    return next((text for path in paths if (text := root.findtext(path)) and text.strip()), None)


def _accounts(root: etree._Element, terms: Vocabulary) -> tuple[str, ...]:
    """The accounts to pay to, each once, in the order of the document."""
    found = (parse_account(element.text) for path in terms.iban for element in root.findall(path))
    return tuple(dict.fromkeys(account for account in found if account))
