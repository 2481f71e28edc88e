"""XML from strangers: no DOCTYPE at all, hence no entity, no inclusion, no network."""

from xml.parsers import expat

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from espace_factures.adapters.documents.refusals import Refusal, RefusedError
from espace_factures.adapters.documents.xml_encoding import plain_xml

DEEPEST = 100
"""Levels; the deepest invoice of the norm has fifteen."""
DEEPER = etree.XPath("boolean(" + "/*" * (DEEPEST + 1) + ")")


class _RootReachedError(Exception):
    """The prologue is over."""


def parse(content: bytes) -> etree._Element:
    """The document's root; raises RefusedError."""
    xml = plain_xml(content)
    _refuse_doctype(xml)
    # Huge: an invoice may carry a document of ten megabytes. Without a DOCTYPE nothing grows beyond what was sent.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as failure:
        raise RefusedError(Refusal.BROKEN_XML) from failure
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(Refusal.DOCTYPE)
    if DEEPER(root):
        raise RefusedError(Refusal.TOO_DEEP)
    return root


def _refuse_doctype(content: bytes) -> None:
    """Stop at the DOCTYPE's first bytes, which lxml only reports once its declarations are read."""
    scanner = expat.ParserCreate("utf-8")
    scanner.StartDoctypeDeclHandler = _meet_doctype
    scanner.StartElementHandler = _meet_root
    try:
        scanner.Parse(content, True)
    except _RootReachedError:
        return
    except (expat.ExpatError, ValueError, LookupError) as failure:
        raise RefusedError(Refusal.BROKEN_XML) from failure


def _meet_doctype(*_: object) -> None:
    raise RefusedError(Refusal.DOCTYPE)


def _meet_root(*_: object) -> None:
    raise _RootReachedError
