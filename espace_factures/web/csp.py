"""The content security policy: each page allows its own inline scripts by their hash, and a file nothing at all."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
NOT_A_PAGE: Final = "default-src 'none'; frame-ancestors 'none'"
SPARE: Final = ("404", "__spa-fallback")


@dataclass(frozen=True, slots=True)
class Policies:
    """One policy an address: together, the hashes of all the pages weighed 3 kB on every file of a visit."""

    pages: Mapping[str, str]
    elsewhere: str

    def of(self, path: str, content_type: str) -> str:
        """The policy of an answer; of a page even when it says « not modified », which has no type but replaces it."""
        known = self.pages.get(path.strip("/"))
        if known is not None:
            return known
        return self.elsewhere if content_type.startswith("text/html") else NOT_A_PAGE


def policies(build: Path) -> Policies:
    """Those of the prerendered pages under `build`; elsewhere, what the framework shows for an unknown address."""
    written = {page.relative_to(build).with_suffix("").as_posix(): page for page in build.rglob("*.html")}
    spare = [page for name, page in written.items() if name in SPARE]
    pages = {name.removesuffix("index").strip("/"): policy([page]) for name, page in written.items()}
    return Policies({name: text for name, text in pages.items() if name not in SPARE}, policy(spare))


def policy(pages: Iterable[Path]) -> str:
    """No inline code but these pages' own, nothing from elsewhere, nowhere to be framed but here."""
    scripts = " ".join(["'self'", *inline_hashes(pages)])
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def inline_hashes(pages: Iterable[Path]) -> list[str]:
    """'sha256-…' of each distinct inline script in prerendered pages."""
    bodies = {body for page in pages for body in INLINE_SCRIPT.findall(page.read_bytes())}
    digests = (base64.b64encode(hashlib.sha256(body).digest()).decode() for body in bodies if body)
    return sorted(f"'sha256-{digest}'" for digest in digests)
