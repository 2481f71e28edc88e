"""XML from strangers: no DOCTYPE at all, hence no entity, no inclusion, no network."""

from xml.parsers import expat

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from espace_factures.adapters.documents.refusals import Refusal, RefusedError

RESOURCE_LIMIT = 114
"""libxml2's XML_ERR_RESOURCE_LIMIT: 256 levels deep, or a text node of 10 MB."""


class _RootReachedError(Exception):
    """The prologue is over."""


def parse(content: bytes) -> etree._Element:
    """The document's root; raises RefusedError."""
    _refuse_doctype(content)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as failure:
        oversized = failure.code == RESOURCE_LIMIT
        raise RefusedError(Refusal.OVERSIZED_XML if oversized else Refusal.BROKEN_XML) from failure
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(Refusal.DOCTYPE)
    return root


def _refuse_doctype(content: bytes) -> None:
    """Stop at the DOCTYPE's first bytes, which lxml only reports once its declarations are read."""
    scanner = expat.ParserCreate()
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
