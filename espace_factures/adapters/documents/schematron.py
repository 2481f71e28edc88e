"""The rules of EN 16931, for a job after the deposit: what they find is shown, and refuses nothing.

Not part of the reading: compiling the rules takes 0.3 s (EN 16931) to 1.2 s (EXTENDED) and 200 MB of memory.
`facturx.xml_check_schematron` is not used: it asks a server on a local port and answers True when there is none."""

from espace_factures.adapters.documents.child_limits import Limits
from espace_factures.adapters.documents.refusals import RefusedError
from espace_factures.adapters.documents.room import ChildFailedError
from espace_factures.adapters.documents.rooms import READING, RULES
from espace_factures.adapters.documents.sniff import sniff
from espace_factures.adapters.documents.wire import GarbledError, decode_findings
from espace_factures.core.documents import Finding
from espace_factures.core.ports import RulesUnavailableError

TIMEOUT_SECONDS = 15.0
"""An invoice of a hundred lines takes one; the rules compare lines with lines, and a monstrous one takes hours."""
MEMORY_BYTES = 1024 * 1024 * 1024


def schematron_findings(
    content: bytes, timeout: float = TIMEOUT_SECONDS, memory: int = MEMORY_BYTES
) -> tuple[Finding, ...]:
    """The rules broken by an XML, or by the one a PDF carries if any; raises RulesUnavailableError."""
    limits = Limits(timeout, memory, address_space=False, threads=True)
    try:
        return decode_findings(READING.run(RULES, (sniff(content).value,), content, limits))
    except (ChildFailedError, GarbledError, RefusedError) as failure:
        raise RulesUnavailableError from failure
