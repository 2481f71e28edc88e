"""The content security policy, with the hashes of the inline scripts that the build wrote."""

import base64
import hashlib
import re
from pathlib import Path

INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def policy(build: Path) -> str:
    """No inline code but the build's own, nothing from elsewhere, nowhere to be framed but here."""
    scripts = " ".join(["'self'", *inline_hashes(build)])
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


def inline_hashes(build: Path) -> list[str]:
    """'sha256-…' of each distinct inline script in the prerendered pages under `build`."""
    bodies = {body for page in build.rglob("*.html") for body in INLINE_SCRIPT.findall(page.read_bytes())}
    digests = (base64.b64encode(hashlib.sha256(body).digest()).decode() for body in bodies if body)
    return sorted(f"'sha256-{digest}'" for digest in digests)
