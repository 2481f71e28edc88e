"""The content security policy: each page allows its own inline scripts by their hash, and a file nothing at all."""

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
INLINE_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)
NOT_A_PAGE: Final = "default-src 'none'; frame-ancestors 'none'"
WORKER: Final = "/sw.js"
OF_WORKER: Final = "default-src 'none'; connect-src 'self'"
"""It asks for files of ours, and does nothing else."""
GOOGLE: Final = {
    "script-src": " https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/",
    "connect-src": " https://www.google.com/recaptcha/",
    "frame-src": " https://www.google.com/recaptcha/ https://recaptcha.google.com/recaptcha/",
    "style-src": " 'unsafe-inline'",
}
"""What reCAPTCHA needs, for whoever chose it (CAPTCHA=recaptcha)."""
SPARE: Final = ("404", "__spa-fallback")


@dataclass(frozen=True, slots=True)
class Policies:
    """One policy an address: together, the hashes of all the pages weighed 3 kB on every file of a visit.

    A page is read again when its file changes: a build under a running server would forbid its own scripts otherwise.
    """

    build: Path
    outside: Mapping[str, str] = field(default_factory=dict)
    known: dict[Path, tuple[int, str]] = field(default_factory=dict)

    def of(self, path: str, content_type: str) -> str:
        """The policy of an answer; of a page even when it says « not modified », which has no type but replaces it."""
        if path == WORKER:
            return OF_WORKER
        name = path.strip("/")
        if ".." not in name and (policy := self._of_file(self.build / name / "index.html")):
            return policy
        return self._of_spare() if content_type.startswith("text/html") else NOT_A_PAGE

    def _of_spare(self) -> str:
        """What the framework shows for an unknown address."""
        return policy([page for name in SPARE if (page := self.build / f"{name}.html").is_file()], self.outside)

    def _of_file(self, page: Path) -> str:
        try:
            changed = page.stat().st_mtime_ns
        except (OSError, ValueError):
            return ""
        if self.known.get(page, (0, ""))[0] != changed:
            self.known[page] = changed, policy([page], self.outside)
        return self.known[page][1]


def policies(build: Path, *, with_google: bool = False) -> Policies:
    """Those of the prerendered pages under `build`."""
    return Policies(build, GOOGLE if with_google else {})


def policy(pages: Iterable[Path], outside: Mapping[str, str] | None = None) -> str:
    """No inline code but these pages' own (one hash would withdraw what « unsafe-inline » allows), nothing from
    elsewhere but `outside`, nowhere to be framed but here."""
    others = defaultdict(str, outside or {})
    bodies = [page.read_bytes() for page in pages]
    scripts = " ".join(["'self'", *hashes(INLINE_SCRIPT, bodies)])
    styles = others["style-src"] or " ".join(["", *hashes(INLINE_STYLE, bodies)])
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src {scripts}{others['script-src']}",
            f"style-src 'self'{styles}",
            "img-src 'self' data:",
            "font-src 'self'",
            "worker-src 'self'",
            f"connect-src 'self'{others['connect-src']}",
            f"frame-src 'self'{others['frame-src']}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def hashes(inline: re.Pattern[bytes], pages: Iterable[bytes]) -> list[str]:
    """'sha256-…' of each distinct inline script, or style, of prerendered pages."""
    bodies = {body for page in pages for body in inline.findall(page)}
    digests = (base64.b64encode(hashlib.sha256(body).digest()).decode() for body in bodies if body)
    return sorted(f"'sha256-{digest}'" for digest in digests)
