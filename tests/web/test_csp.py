"""The content security policy of a build."""

import base64
import hashlib
from pathlib import Path

from espace_factures.web import csp


def test_inline_scripts_are_allowed_by_their_hash_alone(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "index.html").write_text(
        '<script>un</script><script src="/a.js"></script><script type="module">deux</script>'
    )
    (tmp_path / "x" / "index.html").write_text("<script>un</script><script></script>")
    expected = sorted(
        f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'" for text in (b"un", b"deux")
    )
    assert csp.inline_hashes(tmp_path) == expected
    scripts = next(part for part in csp.policy(tmp_path).split("; ") if part.startswith("script-src"))
    assert scripts == f"script-src 'self' {' '.join(expected)}"


def test_nothing_comes_from_elsewhere_and_nobody_frames_us(tmp_path: Path) -> None:
    parts = dict(part.split(" ", 1) for part in csp.policy(tmp_path).split("; "))
    assert parts["default-src"] == parts["connect-src"] == parts["form-action"] == parts["style-src"] == "'self'"
    assert parts["frame-ancestors"] == parts["object-src"] == parts["base-uri"] == "'none'"
    assert "unsafe" not in csp.policy(tmp_path)
    assert "http" not in csp.policy(tmp_path)
