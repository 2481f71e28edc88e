"""An invoice in XML, CII or UBL, read into the portal's terms with what is to be said of it."""

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from espace_factures.adapters.documents import checks
from espace_factures.adapters.documents.facts import Facts, TaxLine
from espace_factures.adapters.documents.hardened_xml import parse
from espace_factures.adapters.documents.refusals import Refusal, RefusedError
from espace_factures.adapters.documents.schema import check_schema
from espace_factures.adapters.documents.sniff import MEDIA_TYPES, Form
from espace_factures.adapters.documents.values import (
    NAME_LENGTH,
    parse_account,
    parse_date,
    parse_decimal,
    parse_ridet,
    parse_text,
)
from espace_factures.adapters.documents.vocabulary import CREDIT_NOTE_ROOT, ROOTS, Vocabulary
from espace_factures.core.documents import DocumentKind, ReadInvoice

# UNTDID 1001, the codes that EN 16931 holds for credit notes (BR-CL-01); 384 corrects an invoice and is one.
CREDIT_NOTES = {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"}


def read_xml(content: bytes) -> ReadInvoice:
    """An XML document dropped as such; raises RefusedError."""
    root = parse(content)
    return _describe(root, _vocabulary(root).kind, MEDIA_TYPES[Form.XML], 0)


def read_embedded(content: bytes, media_type: str, pages: int) -> ReadInvoice:
    """The XML that a PDF carries; raises RefusedError."""
    return _describe(parse(content), DocumentKind.FACTURX, media_type, pages)


def _describe(root: etree._Element, kind: DocumentKind, media_type: str, pages: int) -> ReadInvoice:
    """The invoice with the findings of the schema and of the checks."""
    facts = read_facts(root)
    findings = (*check_schema(root), *checks.check(facts))
    return facts.describe(kind, media_type, pages, findings)


def read_facts(root: etree._Element) -> Facts:
    """The terms that the XML holds; raises RefusedError when its root is not an invoice's."""
    terms = _vocabulary(root)
    code, currency = _first(root, terms.type_code), parse_text(_first(root, terms.currency))
    return Facts(
        number=parse_text(_first(root, terms.number)),
        issued_on=parse_date(_first(root, terms.issued_on)),
        currency=currency,
        is_credit_note=root.tag == CREDIT_NOTE_ROOT or (code or "").strip() in CREDIT_NOTES,
        total_ht=parse_decimal(_first(root, terms.total_ht)),
        total_tax=parse_decimal(_total_tax(root, terms, currency)),
        total_ttc=parse_decimal(_first(root, terms.total_ttc)),
        tax_lines=_tax_lines(root, terms),
        accounts=_accounts(root, terms),
        order_number=parse_text(_first(root, terms.order_number)),
        seller_name=parse_text(_first(root, terms.seller_name), NAME_LENGTH),
        seller_ridet=parse_ridet(_first(root, terms.seller_ridet)),
    )


def _vocabulary(root: etree._Element) -> Vocabulary:
    """The vocabulary that the root announces."""
    if root.tag not in ROOTS:
        raise RefusedError(Refusal.UNKNOWN_XML)
    return ROOTS[root.tag]


def _first(root: etree._Element, paths: tuple[str, ...]) -> str | None:
    """The text of the first element found, paths in order."""
    return next((text for path in paths if (text := root.findtext(path)) and text.strip()), None)


def _total_tax(root: etree._Element, terms: Vocabulary, currency: str | None) -> str | None:
    """BT-110, not BT-111 which repeats it in the accounting currency."""
    totals = root.findall(terms.total_tax[0])
    return next((total.text for total in totals if total.get("currencyID", currency) == currency), None)


def _tax_lines(root: etree._Element, terms: Vocabulary) -> tuple[TaxLine, ...]:
    """The breakdown by rate, the lines without an amount left out; no rate means none is due."""
    lines = []
    for line in root.findall(terms.tax_line):
        amount = parse_decimal(line.findtext(terms.tax_amount))
        rate, base = parse_decimal(line.findtext(terms.tax_rate) or "0"), parse_decimal(line.findtext(terms.tax_base))
        if amount is not None and rate is not None:
            lines.append(TaxLine(rate, base, amount))
    return tuple(lines)


def _accounts(root: etree._Element, terms: Vocabulary) -> tuple[str, ...]:
    """The accounts to pay to, each once, in the order of the document."""
    found = (parse_account(element.text) for path in terms.iban for element in root.findall(path))
    return tuple(dict.fromkeys(account for account in found if account))
