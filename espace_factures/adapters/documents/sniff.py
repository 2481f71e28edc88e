"""What bytes are, by their first bytes alone: a name can lie, a signature much less."""

import re
from enum import StrEnum

from espace_factures.adapters.documents.refusals import Refusal, RefusedError
from espace_factures.core import pdf


class Form(StrEnum):
    """The forms of content that are accepted."""

    PDF = "pdf"
    XML = "xml"
    JPEG = "jpeg"
    PNG = "png"


MEDIA_TYPES = {
    Form.PDF: "application/pdf",
    Form.XML: "application/xml",
    Form.JPEG: "image/jpeg",
    Form.PNG: "image/png",
}

PICTURES = frozenset({Form.JPEG, Form.PNG})

HEAD = 1024
"""Bytes that say what a content is."""

WEB_PAGE = re.compile(rb"<(!doctype\s+html|html)[\s>]", re.IGNORECASE)

# Looked at first, so that a program that also carries a PDF header is still a program.
REFUSED_SIGNATURES = (
    (b"MZ", Refusal.PROGRAM),
    (b"\x7fELF", Refusal.PROGRAM),
    (b"\xfe\xed\xfa", Refusal.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Refusal.PROGRAM),
    (b"\xce\xfa\xed\xfe", Refusal.PROGRAM),
    (b"\xca\xfe\xba\xbe", Refusal.PROGRAM),
    (b"#!", Refusal.PROGRAM),
    (b"PK\x03\x04", Refusal.OFFICE),
    (b"\xd0\xcf\x11\xe0", Refusal.OFFICE),
    (b"{\\rtf", Refusal.OFFICE),
    (b"Rar!", Refusal.OFFICE),
    (b"7z\xbc\xaf", Refusal.OFFICE),
    (b"\x1f\x8b", Refusal.OFFICE),
    (b"GIF8", Refusal.OTHER_IMAGE),
    (b"II*\x00", Refusal.OTHER_IMAGE),
    (b"MM\x00*", Refusal.OTHER_IMAGE),
)
JPEG = b"\xff\xd8\xff"
PNG = b"\x89PNG\r\n\x1a\n"
BLANK = b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe\xc2\xa0\xe2\x80\x8b"
"""Bytes of the blanks and of the byte order marks that may stand before an XML, in any encoding."""


def sniff(content: bytes) -> Form:
    """The form of the content; raises RefusedError when it is none of the accepted ones."""
    head = content[:HEAD]
    if refusal := _known_refusal(head):
        raise RefusedError(refusal)
    if head.startswith((JPEG, PNG)):
        return _image(content)
    if pdf.has_header(content):
        return Form.PDF
    if head.lstrip(BLANK).startswith(b"<"):
        return Form.XML
    raise RefusedError(Refusal.UNKNOWN_TYPE)


def _known_refusal(head: bytes) -> Refusal | None:
    """What the content is known to be, among what is refused."""
    for signature, refusal in REFUSED_SIGNATURES:
        if head.startswith(signature):
            return refusal
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return Refusal.OTHER_IMAGE
    return Refusal.WEB_PAGE if WEB_PAGE.match(head.lstrip(BLANK)) else None


def _image(content: bytes) -> Form:
    """The image's form, once its end has been seen: a photo cut short by a bad connection proves nothing."""
    form, first, last = (Form.PNG, b"IHDR", b"IEND") if content.startswith(PNG) else (Form.JPEG, JPEG, b"\xff\xd9")
    if first not in content or last not in content:
        raise RefusedError(Refusal.BROKEN_IMAGE)
    return form
