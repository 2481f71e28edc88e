"""The content security policies of a build."""

import base64
import hashlib
import os
from pathlib import Path

import pytest

from espace_factures.web import csp

HTML = "text/html; charset=utf-8"


def sha(script: bytes) -> str:
    """How a policy names a script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def scripts(policy: str) -> set[str]:
    """What a policy lets run."""
    return set(next(part for part in policy.split("; ") if part.startswith("script-src")).split(" ")[1:])


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """Two pages and the one of unknown addresses."""
    (tmp_path / "aide").mkdir()
    (tmp_path / "index.html").write_text(
        '<script>un</script><script src="/a.js"></script><script type="module">deux</script>'
    )
    (tmp_path / "aide" / "index.html").write_text("<script>un</script><script>trois</script><script></script>")
    (tmp_path / "aide.html").write_text("<script>un</script><script>trois</script><script></script>")
    (tmp_path / "404.html").write_text("<script>quatre</script>")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", {sha(b"un"), sha(b"deux")}),
        ("/aide", {sha(b"un"), sha(b"trois")}),
        ("/aide/", {sha(b"un"), sha(b"trois")}),
        ("/nulle-part", {sha(b"quatre")}),
        ("/404", {sha(b"quatre")}),
    ],
)
def test_a_page_runs_its_own_inline_scripts_alone(build: Path, path: str, expected: set[str]) -> None:
    assert scripts(csp.policies(build).of(path, HTML)) == {"'self'", *expected}


def test_a_page_not_modified_keeps_its_policy(build: Path) -> None:
    assert csp.policies(build).of("/aide", "") == csp.policies(build).of("/aide", HTML)


@pytest.mark.parametrize("content_type", ["text/javascript", "image/svg+xml", "application/json", "text/plain", ""])
def test_a_file_runs_nothing(build: Path, content_type: str) -> None:
    assert csp.policies(build).of("/assets/x", content_type) == "default-src 'none'; frame-ancestors 'none'"


def test_nothing_comes_from_elsewhere_and_nobody_frames_us(build: Path) -> None:
    policy = csp.policies(build).of("/", HTML)
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert parts["default-src"] == parts["connect-src"] == parts["form-action"] == parts["style-src"] == "'self'"
    assert parts["frame-ancestors"] == parts["object-src"] == parts["base-uri"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_before_any_build_a_page_runs_files_of_ours_alone(tmp_path: Path) -> None:
    assert scripts(csp.policies(tmp_path).of("/", HTML)) == {"'self'"}


def test_a_build_under_a_running_server_changes_the_policy_of_its_pages(build: Path) -> None:
    policies = csp.policies(build)
    policies.of("/aide", HTML)
    page = build / "aide" / "index.html"
    page.write_text("<script>tout autre</script>")
    os.utime(page, ns=(1, 1))
    assert scripts(policies.of("/aide", HTML)) == {"'self'", sha(b"tout autre")}


@pytest.mark.parametrize("path", ["/../secret", "/\x00", "/" + "x" * 5000])
def test_an_odd_address_has_the_policy_of_an_unknown_one(build: Path, path: str) -> None:
    assert scripts(csp.policies(build).of(path, HTML)) == {"'self'", sha(b"quatre")}
