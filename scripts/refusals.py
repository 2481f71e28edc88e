"""Writes docs/refusals.md: the stable code of each refusal, and where it is made."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "espace_factures"
DOCUMENT: Final = ROOT / "docs" / "refusals.md"
KEBAB: Final = re.compile(r"[a-z]+(-[a-z]+)*")
PLACES: Final = {"DomainError": 1, "Refusal": 0, "RefusedUntilSolved": 0, "kind": 0, "__init__": 1}
HEAD: Final = """# Refusals

Written by `python -m scripts.refusals` from the code; a test refuses a stale copy.
A code never changes; its sentence may.

| Code | Made in |
|---|---|
"""


def codes() -> dict[str, set[str]]:
    """Each code with the files that make it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for code in _codes_of(ast.parse(path.read_text())):
            found[code].add(str(path.relative_to(PACKAGE)))
    return dict(found)


def document() -> str:
    """The whole page."""
    return HEAD + "".join(f"| `{code}` | {', '.join(sorted(files))} |\n" for code, files in sorted(codes().items()))


def _codes_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place = PLACES.get(name)
        given = node.args[place] if place is not None and len(node.args) > 1 else None
        if isinstance(given, ast.Constant) and isinstance(given.value, str) and KEBAB.fullmatch(given.value):
            yield given.value


if __name__ == "__main__":
    DOCUMENT.write_text(document())
    sys.stdout.write(f"{DOCUMENT}\n")
