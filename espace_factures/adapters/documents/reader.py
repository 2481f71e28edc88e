"""The way in: accepts or refuses a dropped document, and says what it reads, without ever parsing it here."""

from dataclasses import replace
from threading import BoundedSemaphore

from espace_factures.adapters.documents import findings
from espace_factures.adapters.documents.child_limits import Limits
from espace_factures.adapters.documents.refusals import Refusal, RefusedError, say
from espace_factures.adapters.documents.room import ChildFailedError
from espace_factures.adapters.documents.rooms import DOCUMENT, PAGE, READING
from espace_factures.adapters.documents.schematron import schematron_findings
from espace_factures.adapters.documents.sniff import MEDIA_TYPES, PICTURES, Form, sniff
from espace_factures.adapters.documents.wire import GLANCE, GarbledError, decode_invoice
from espace_factures.core.documents import LARGEST_MEGABYTES, MEGABYTE, DocumentKind, Finding, ReadInvoice
from espace_factures.core.errors import FormError
from espace_factures.core.pdf import from_header

MAX_DOCUMENT_BYTES = LARGEST_MEGABYTES * MEGABYTE
"""The parameter of the portal may be less, and is asked before."""
TIMEOUT_SECONDS = 10.0
MEMORY_BYTES = 1024 * MEGABYTE
CHILDREN_AT_ONCE = 4
"""More would only make each other late, and lateness costs a document its reading."""


class SubprocessReader:
    """A DocumentReader whose parsers live in a child limited in time (seconds) and memory (bytes)."""

    def __init__(
        self, timeout: float = TIMEOUT_SECONDS, memory: int = MEMORY_BYTES, at_once: int = CHILDREN_AT_ONCE
    ) -> None:
        self._limits = Limits(timeout, memory)
        self._turn = BoundedSemaphore(at_once)

    def warm(self) -> tuple[str, ...]:
        """Open the room; what it could not give up, or that nothing can be read."""
        try:
            return READING.lacks()
        except ChildFailedError:
            return ("the room does not open",)

    def read(self, content: bytes, file_name: str, *, at_length: bool = True) -> ReadInvoice:
        """What the document says, its pictures too when read at length; raises FormError on « document »."""
        try:
            return self._accept(content, () if at_length else (GLANCE,))
        except RefusedError as refusal:
            sentence = say(refusal.reason, file_name, LARGEST_MEGABYTES)
            raise FormError({"document": sentence}) from refusal

    def verify(self, content: bytes) -> tuple[Finding, ...]:
        """What a structured invoice breaks of EN 16931; raises RulesUnavailableError."""
        return schematron_findings(content)

    def picture(self, content: bytes, page: int) -> bytes:
        """A page of a PDF, from 1, as a JPEG; raises KeyError when it cannot be drawn."""
        try:
            with self._turn:
                return READING.run(PAGE, (str(page),), content, self._limits)
        except ChildFailedError:
            raise KeyError(page) from None

    def _accept(self, content: bytes, how: tuple[str, ...]) -> ReadInvoice:
        """The description of an acceptable document; raises RefusedError."""
        if not content:
            raise RefusedError(Refusal.EMPTY)
        if len(content) > MAX_DOCUMENT_BYTES:
            raise RefusedError(Refusal.TOO_LARGE)
        form = sniff(content)
        if form is not Form.PDF:
            return self._parse(content, form, how)
        pdf = from_header(content)
        reading = self._parse(pdf, form, how)
        cut = () if len(pdf) == len(content) else (findings.cut_preamble(),)
        return replace(reading, findings=(*reading.findings, *cut))

    def _parse(self, content: bytes, form: Form, how: tuple[str, ...]) -> ReadInvoice:
        """What the child reads; a PDF or a picture that fells it is still somebody's, an XML that does is not."""
        try:
            with self._turn:
                return decode_invoice(READING.run(DOCUMENT, (form.value, *how), content, self._limits))
        except (ChildFailedError, GarbledError) as failure:
            if form in PICTURES:
                return ReadInvoice(DocumentKind.IMAGE, MEDIA_TYPES[form], pages=1, findings=(findings.nothing_read(),))
            if form is not Form.PDF:
                raise RefusedError(Refusal.UNREADABLE_XML) from failure
            return ReadInvoice(DocumentKind.PDF, MEDIA_TYPES[form], findings=(findings.unreadable_pdf(),))
