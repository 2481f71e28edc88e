"""The name a document is kept and served under: the words of the person, the extension of what it is."""

import mimetypes
import unicodedata
from typing import Final

EXTENSIONS: Final = {
    "application/pdf": ".pdf",
    "application/xml": ".xml",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/csv": ".csv",
}

STEM_BYTES: Final = 200
STEM_LETTERS: Final = 112
"""With its extension a name stays below the 255 bytes of a file system, and fits on a screen."""

UNWRITABLE: Final = frozenset('"<>:|?*;')
"""What no file system or header keeps as it is."""

RUN_BY_WINDOWS: Final = (
    "ade adp app appref-ms appx appxbundle asp aspx bas bat chm cmd com cpl crt der diagcab dll docm dotm exe fxp "
    "gadget grp hlp hpj hta htc htm html img inf ins iqy iso isp its jar jnlp js jse ksh lnk mad maf mag mam mau mda "
    "mdb mde mht mhtml msc msh msi msix msixbundle msp mst ocx ops pcd pif pl plg potm ppam ppsm pptm prf prg ps1 "
    "ps1xml ps2 psc1 psc2 psd1 psdm1 py pyc pyo pyw pyz reg rtf scf scr sct settingcontent-ms shb shs slk svg theme "
    "udl url vb vbe vbp vbs vhd vhdx vsmacros vsw website wll ws wsc wsf wsh xhtml xlam xll xlsb xlsm xltm xnk"
)
"""Extensions that mail programs block (Microsoft, « Blocked attachments in Outlook »), and those of pages."""
RUN_ELSEWHERE: Final = "action apk app bin bash bundle command csh deb desktop dmg fish pkg rpm run sh tool zsh"
REGISTERED: Final = {extension[1:] for extension in mimetypes.MimeTypes().types_map[True] if len(extension) > 2}
"""Without those of one letter, which end the initials of a company."""
KNOWN: Final = REGISTERED | {*RUN_BY_WINDOWS.split(), *RUN_ELSEWHERE.split()}

DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for itself, whatever follows."""


def kept_name(name: str, media_type: str) -> str:
    """What was typed, cleaned and without any extension of its own, then the extension of what was found inside."""
    stem = _without_extensions(_cleaned(name))
    short = stem[:STEM_LETTERS].encode()[:STEM_BYTES].decode(errors="ignore").strip(". ")
    if not short or short.split(".")[0].strip().lower() in DEVICES:
        short = f"document {short}".strip()
    return short + EXTENSIONS[media_type]


def _cleaned(name: str) -> str:
    """The last part of a path in composed letters, without what cannot be seen, typed or stored."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = unicodedata.normalize("NFC", last)
    kept = "".join(letter for letter in plain if letter.isprintable() and letter not in UNWRITABLE)
    return " ".join(kept.split())


def _without_extensions(name: str) -> str:
    """The name without each last word after a dot that some program would open: « facture.pdf.js » is « facture »."""
    stem = name.strip(". ")
    while "." in stem:
        rest, extension = stem.rsplit(".", 1)
        if unicodedata.normalize("NFKC", extension).strip().lower() not in KNOWN:
            break
        stem = rest.strip(". ")
    return "" if stem.lower() in KNOWN and name.startswith(".") else stem
