"""The characters of an XML, whatever stands before them and whatever encoding it wrongly claims, in plain UTF-8."""

import codecs
import re

from espace_factures.adapters.documents.refusals import Refusal, RefusedError

HEAD = 1024
BLANK = " \t\r\n\f\v\0\ufeff\u200b\xa0\x1a"
"""What programs leave around an XML: blank lines, byte order marks, paddings, an end of file of old."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
DECLARATION = re.compile(r"(<\?xml[^>]{0,80}?)\s+encoding\s*=\s*[\"'][^\"'>]{0,40}[\"']")
CHARACTER_SETS = ("iso8859", "cp", "mac", "koi8", "gb", "big5", "shift", "euc")
"""The codecs of Python that are character sets, by the beginning of their names."""


def plain_xml(content: bytes) -> bytes:
    """The same XML in UTF-8, without an encoding of its own to contradict it; raises RefusedError."""
    text = _decoded(content).strip(BLANK)
    return DECLARATION.sub(r"\1", text[:HEAD], count=1).encode() + text[HEAD:].encode()


def _decoded(content: bytes) -> str:
    """The text by the first encoding that holds: what the bytes show comes before what the XML says of itself."""
    for name in _encodings(content):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise RefusedError(Refusal.BROKEN_XML)


def _encodings(content: bytes) -> tuple[str, ...]:
    """The encodings to try, in order."""
    head = content[:HEAD]
    marked = next((name for mark, name in MARKS if head.lstrip().startswith(mark)), None)
    if marked:
        return (marked,)
    at = head.find(b"<")
    if b"\0" in head[at : at + 4]:
        return ("utf-16-be",) if at % 2 else ("utf-16-le",)
    declared = DECLARED.search(head)
    name = _character_set(declared[1].decode()) if declared else ""
    # Bytes without a NUL are in none of the wide encodings, and those that are no UTF-8 are what Windows writes.
    return (name,) if name else ("utf-8", "cp1252")


def _character_set(label: str) -> str:
    """The codec of a label that its bytes may bear; empty for UTF-8, for what they deny, and for what is unknown."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return name if name.startswith(CHARACTER_SETS) else ""
