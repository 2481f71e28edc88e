"""The invoice of an XML, out of the envelope that a network puts around it."""

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from espace_factures.adapters.documents.hardened_xml import parse
from espace_factures.adapters.documents.refusals import Refusal, RefusedError
from espace_factures.adapters.documents.vocabulary import ROOTS


def parse_invoice(content: bytes) -> etree._Element:
    """The invoice's element: the root, or the only one that an envelope holds (Peppol's SBDH…); raises RefusedError."""
    root = parse(content)
    if root.tag in ROOTS:
        return root
    inside = [element for element in root.iter(*ROOTS) if element.tag in ROOTS]
    if len(inside) > 1:
        raise RefusedError(Refusal.SEVERAL_INVOICES)
    if not inside:
        raise RefusedError(Refusal.UNKNOWN_XML)
    return inside[0]
